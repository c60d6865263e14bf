using Portal.Domain.Accounts;
using Portal.Domain.Shared;

namespace Portal.Tests.Accounts;

public sealed class AccountRulesTests
{
    [Theory]
    [InlineData("Ines Okafor", "ines@example.com", Role.Agent, 4, null)]
    [InlineData(" \t ", "ines@example.com", Role.Agent, 4, AccountProblem.NameMissing)]
    [InlineData("Ines", "ines@example.com", Role.Customer, 4, AccountProblem.RoleNotOfStaff)]
    [InlineData("Ines", "ines@example.com", Role.System, 4, AccountProblem.RoleNotOfStaff)]
    [InlineData("Ines", "ines@example.com", Role.Agent, 0, AccountProblem.CapacityOutOfRange)]
    [InlineData("Ines", "ines@example.com", Role.Agent, 51, AccountProblem.CapacityOutOfRange)]
    public void ProblemWith_GivenAccount_NamesTheFirst(string name, string email, Role role, int capacity, AccountProblem? expected) =>
        Assert.Equal(expected, AccountRules.ProblemWith(name, email, role, new(Chat: capacity)));

    [Theory]
    [InlineData("a@b", true)]
    [InlineData("  ines.okafor+work@sub.example.com ", true)]
    [InlineData("", false)]
    [InlineData("ines", false)]
    [InlineData("@example.com", false)]
    [InlineData("ines@", false)]
    [InlineData("ines@x@y", false)]
    [InlineData("ines <ines@example.com>", false)]
    [InlineData("ines@example.com\r\nBcc: all@example.com", false)]
    [InlineData("ines\0@example.com", false)]
    [InlineData("a@b,c@d", false)]
    public void ProblemWith_Email_TakesOnlyOnePlainAddress(string email, bool fine) =>
        Assert.Equal(fine ? null : AccountProblem.EmailNotValid, AccountRules.ProblemWith("Ines", email, Role.Agent, new(Chat: 4)));

    [Fact]
    public void ProblemWith_NameOf81Characters_IsTooLong()
    {
        Assert.Null(AccountRules.ProblemWithName(new string('n', 80)));
        Assert.Equal(AccountProblem.NameTooLong, AccountRules.ProblemWithName(new string('n', 81)));
    }

    [Fact]
    public void Tidy_HostileName_KeepsWhatCanBeStored() => Assert.Equal("Ines Okafor", AccountRules.Tidy(" Ines\0 \n\t Okafor\ud800 "));

    [Theory]
    [InlineData("Tomás Reyes", "TOMAS REYES")]
    [InlineData("Søren Ångström", "SØREN ANGSTROM")]
    [InlineData("straße", "STRAßE")]
    public void Fold_Name_LosesCaseAndAccents(string name, string expected) => Assert.Equal(expected, AccountRules.Fold(name));

    [Theory]
    [InlineData(Role.Admin, true)]
    [InlineData(Role.System, true)]
    [InlineData(Role.Supervisor, false)]
    [InlineData(Role.Agent, false)]
    [InlineData(Role.Customer, false)]
    [InlineData(Role.Bot, false)]
    public void MayAdminister_EachRole_OnlyAdminsAndPortalItself(Role role, bool may) =>
        Assert.Equal(may, AccountRules.MayAdminister(new(Guid.CreateVersion7(), role, "x")));

    [Theory]
    [InlineData("10.0.11", true)]
    [InlineData("9.0.20", true)]
    [InlineData("10.0.12", false)]
    [InlineData("10.1.0", false)]
    [InlineData("11.0.0", false)]
    public void IsBelowFloor_Runtime_ComparesWithTheFixedOne(string runtime, bool below) =>
        Assert.Equal(below, RuntimeRules.IsBelowFloor(Version.Parse(runtime)));
}
