using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Portal.Data.Accounts;
using Portal.Data.Shared;

namespace Portal.Data;

/// <summary>
/// One model for three engines. Each capability maps its own part in a partial of this class; each provider derives a
/// context that owns its migrations.
/// </summary>
public abstract partial class PortalDbContext(DbContextOptions options)
    : IdentityUserContext<PortalUser, Guid>(options), IDataProtectionKeyContext
{
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>The engine's name for comparing texts by their code units.</summary>
    protected abstract string OrdinalCollation { get; }

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions) => Conversions.Apply(conventions);

    protected override void OnModelCreating(ModelBuilder model)
    {
        base.OnModelCreating(model);
        MapAccounts(model);
        MapConversations(model);
        MapCustomers(model, OrdinalCollation);
        MapChannels(model);
        MapRouting(model);
        MapNodes(model);
        MapEscalation(model);
        MapServiceLevels(model);
        MapTriage(model);
        MapCollaboration(model);
        MapDemo(model);
    }
}
