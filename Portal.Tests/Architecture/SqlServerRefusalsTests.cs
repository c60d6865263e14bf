using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Portal.Tests.Shared.SqlServer;

namespace Portal.Tests.Architecture;

/// <summary>Each refusal is provoked once by a small model, so that the check of the real one means something.</summary>
public sealed class SqlServerRefusalsTests
{
    [Fact]
    public void In_TwoCascadesToOneTable_FindsThem() => Assert.Contains(
        Find(model =>
        {
            model.Entity<Shop>().HasMany<Order>().WithOne().HasForeignKey(order => order.ShopId).OnDelete(DeleteBehavior.Cascade);
            model.Entity<Shop>().HasMany<Buyer>().WithOne().HasForeignKey(buyer => buyer.ShopId).OnDelete(DeleteBehavior.Cascade);
            model.Entity<Buyer>().HasMany<Order>().WithOne().HasForeignKey(order => order.BuyerId).OnDelete(DeleteBehavior.Cascade);
        }),
        fault => fault.StartsWith("1785", StringComparison.Ordinal));

    [Fact]
    public void In_IndexOnUnlimitedText_FindsIt() => Assert.Contains(
        Find(model => model.Entity<Shop>(shop =>
        {
            shop.Property(s => s.Name).HasColumnType("nvarchar(max)");
            shop.HasIndex(s => s.Name);
        })),
        fault => fault.StartsWith("1919", StringComparison.Ordinal));

    [Fact]
    public void In_IndexOnLongText_FindsIt() => Assert.Contains(
        Find(model => model.Entity<Shop>(shop =>
        {
            shop.Property(s => s.Name).HasMaxLength(900);
            shop.HasIndex(s => s.Name);
        })),
        fault => fault.StartsWith("1946", StringComparison.Ordinal));

    [Fact]
    public void In_ForeignKeyOfAnotherType_FindsIt() => Assert.Contains(
        Find(model =>
        {
            model.Entity<Shop>().HasMany<Order>().WithOne().HasForeignKey(order => order.ShopId).OnDelete(DeleteBehavior.NoAction);
            model.Entity<Order>().Property(order => order.ShopId).HasColumnType("bigint");
        }),
        fault => fault.StartsWith("206", StringComparison.Ordinal));

    [Fact]
    public void In_TriggerBesideOutput_FindsIt() => Assert.Contains(
        Find(model => model.Entity<Shop>().ToTable(table =>
        {
            table.HasTrigger("Watch");
            table.UseSqlOutputClause(true);
        })),
        fault => fault.StartsWith("334", StringComparison.Ordinal));

    [Fact]
    public void In_SoundModel_FindsNothing() => Assert.Empty(
        Find(model =>
        {
            model.Entity<Shop>(shop =>
            {
                shop.Property(s => s.Name).HasMaxLength(80);
                shop.HasIndex(s => s.Name);
            });
            model.Entity<Shop>().HasMany<Order>().WithOne().HasForeignKey(order => order.ShopId).OnDelete(DeleteBehavior.Cascade);
        }));

    private static List<string> Find(Action<ModelBuilder> map)
    {
        using var context = new SampleContext(map);
        return [.. SqlServerRefusals.In(context.GetService<IDesignTimeModel>().Model.GetRelationalModel())];
    }

    private sealed class SampleContext(Action<ModelBuilder> map) : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder options) =>
            options.UseSqlServer("Server=nowhere").EnableServiceProviderCaching(false);

        protected override void OnModelCreating(ModelBuilder model)
        {
            model.Entity<Shop>();
            map(model);
        }
    }

    private sealed class Shop
    {
        public int Id { get; set; }

        public string Name { get; set; } = "";
    }

    private sealed class Buyer
    {
        public int Id { get; set; }

        public int ShopId { get; set; }
    }

    private sealed class Order
    {
        public int Id { get; set; }

        public int ShopId { get; set; }

        public int BuyerId { get; set; }
    }
}
