using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Portal.Data.Accounts;
using Portal.Domain.Accounts;

namespace Portal.Data;

public abstract partial class PortalDbContext
{
    private static void MapAccounts(ModelBuilder model)
    {
        model.Entity<PortalUser>(user =>
        {
            user.Property(u => u.DisplayName).HasMaxLength(AccountRules.LongestName);
            user.Property(u => u.Role).HasConversion<string>().HasMaxLength(16);
            user.Property(u => u.SearchText).HasMaxLength(AccountRules.LongestName + AccountRules.LongestEmail + 64);
            user.Property(u => u.PhoneNumber).HasMaxLength(40);
            user.Property(u => u.SecurityStamp).HasMaxLength(64);
            // Identity writes whole rows, from objects that may be older than a code that was used meanwhile.
            user.Property(u => u.LastCodeStep).Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
            user.HasIndex(u => u.DisplayName);
        });
        // Identity leaves these at 450 characters; two of them in one key are more than SQL Server takes.
        model.Entity<IdentityUserLogin<Guid>>(login =>
        {
            login.Property(l => l.LoginProvider).HasMaxLength(128);
            login.Property(l => l.ProviderKey).HasMaxLength(128);
        });
        model.Entity<IdentityUserToken<Guid>>(token =>
        {
            token.Property(t => t.LoginProvider).HasMaxLength(128);
            token.Property(t => t.Name).HasMaxLength(128);
        });
    }
}
