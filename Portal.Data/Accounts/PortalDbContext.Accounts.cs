using Microsoft.EntityFrameworkCore;
using Portal.Data.Accounts;

namespace Portal.Data;

public abstract partial class PortalDbContext
{
    private static void MapAccounts(ModelBuilder model)
    {
        model.Entity<PortalUser>(user =>
        {
            user.Property(u => u.DisplayName).HasMaxLength(80);
            user.Property(u => u.PhoneNumber).HasMaxLength(40);
            user.Property(u => u.SecurityStamp).HasMaxLength(64);
            user.HasIndex(u => u.DisplayName);
        });
    }
}
