using MiaIa.Bridge.Sessions;

namespace MiaIa.Bridge.Tests.Sessions;

public sealed class LeaseTableTests
{
    private static readonly LeaseKey Es = new("ES", "Sim1");

    [Test]
    public void The_first_study_holds_it_and_the_second_does_not()
    {
        var leases = new LeaseTable();
        Assert.That(leases.TryTake(Es, 1), Is.True);
        Assert.That(leases.TryTake(Es, 2), Is.False);
        Assert.That(leases.TryTake(Es, 1), Is.True, "asking again changes nothing");
        Assert.That(leases.HolderOf(Es), Is.EqualTo(1));
    }

    [Test]
    public void Another_account_or_instrument_is_another_lease()
    {
        var leases = new LeaseTable();
        leases.TryTake(Es, 1);
        Assert.That(leases.TryTake(Es with { Account = "" }, 2), Is.True);
        Assert.That(leases.TryTake(Es with { Instrument = "NQ" }, 3), Is.True);
    }

    [Test]
    public void Only_the_holder_gives_it_back()
    {
        var leases = new LeaseTable();
        leases.TryTake(Es, 1);
        Assert.That(leases.Release(Es, 2), Is.False);
        Assert.That(leases.Release(Es, 1), Is.True);
        Assert.That(leases.TryTake(Es, 2), Is.True);
        Assert.That(leases.HolderOf(Es with { Instrument = "NQ" }), Is.Zero);
    }
}
