using MiaIa.Engine.Market;
using MiaIa.Engine.Risk;

namespace MiaIa.Engine.Tests.Risk;

public sealed class RollVolumesTests
{
    private static readonly ContractCalendar Calendar = new(EntryCase.Calendar, 8);
    private static readonly ContractSymbol June = ContractSymbol.Of("ES", 2026, 6);
    private static readonly ContractSymbol September = ContractSymbol.Of("ES", 2026, 9);
    private static readonly DateOnly Monday = new(2026, 6, 15);

    [Test]
    public void Fault_44_Around_a_roll_the_heavier_contract_is_named()
    {
        var volumes = new RollVolumes();
        Trade(volumes, June, 300, Monday.AddDays(-3));
        Assert.That(volumes.Advice(Calendar, June, Monday), Does.Contain("is accepted too").And.Contain("not known"));
        Trade(volumes, June, 100, Monday);
        Trade(volumes, September, 200, Monday);
        Assert.That(volumes.HeavierOf(June, September), Is.EqualTo(September), "each counts its newest day alone");
        Assert.That(
            volumes.Advice(Calendar, June, Monday),
            Is.EqualTo("ESM26 ends on 2026-06-18; ESU26 is accepted too; ESU26 was heavier")
        );
        Assert.That(volumes.Advice(Calendar, September, Monday), Is.EqualTo(volumes.Advice(Calendar, June, Monday)));
        Trade(volumes, June, 150, Monday);
        Assert.That(volumes.HeavierOf(September, June), Is.EqualTo(June), "back on the first chart its day goes on: 250 against 200");
    }

    [TestCase("2026-06-09", "", TestName = "Before the roll day there is nothing to say")]
    [TestCase("2026-06-18", "ESM26 ended or ends on 2026-06-18 and is refused; ESU26 is next", TestName = "On its last day it is refused")]
    [TestCase("2026-06-19", "ESM26 ended or ends on 2026-06-18 and is refused; ESU26 is next", TestName = "And after it")]
    public void Advice(string day, string expected) =>
        Assert.That(new RollVolumes().Advice(Calendar, June, DateOnly.Parse(day, null)), Is.EqualTo(expected));

    private static void Trade(RollVolumes volumes, ContractSymbol contract, int lots, DateOnly day) =>
        volumes.Take(contract, Lots(lots), day);

    private static Contracts Lots(int lots) => Contracts.Trusted(lots);
}
