using Microsoft.EntityFrameworkCore;
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
            user.HasIndex(u => u.DisplayName);
        });
    }
}
