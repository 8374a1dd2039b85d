using MiaIa.Engine.Market;
using MiaIa.Engine.Risk;
using MiaIa.Engine.Signals;

namespace MiaIa.Engine.Tests.Risk;

public sealed class GateMeterTests
{
    [Test]
    public void Counts_what_each_gate_refuses_alone_and_together()
    {
        var meter = new GateMeter();
        var entry = new EntryCase();
        Take(meter, 6, entry);
        Take(meter, 3, entry with { Bid = 23_990 });
        Take(meter, 2, entry with { Bid = 23_990, IsReconciled = false });
        Assert.Multiple(() =>
        {
            Assert.That(Of(meter, "SPREAD"), Is.EqualTo(new GateCount("SPREAD", 11, 5, 3, 0, GateStanding.None)));
            Assert.That(Of(meter, "RECONCILING"), Is.EqualTo(new GateCount("RECONCILING", 11, 2, 0, 0, GateStanding.None)));
            Assert.That(Of(meter, "DAILY_LOSS"), Is.EqualTo(new GateCount("DAILY_LOSS", 11, 0, 0, 0, GateStanding.None)));
        });
    }

    [Test]
    public void Names_gates_that_are_inert_strangling_or_without_their_figure()
    {
        var meter = new GateMeter();
        var entry = new EntryCase { Bid = 23_990 };
        Take(meter, 19, entry);
        Assert.That(Of(meter, "SPREAD").Standing, Is.EqualTo(GateStanding.None), "19 signals say nothing");
        Take(meter, 1, entry with { IsReconciled = false });
        Assert.Multiple(() =>
        {
            Assert.That(Of(meter, "SPREAD").Standing, Is.EqualTo(GateStanding.Strangling));
            Assert.That(Of(meter, "DAILY_LOSS").Standing, Is.EqualTo(GateStanding.Inert));
            Assert.That(Of(meter, "MARGIN").Standing, Is.EqualTo(GateStanding.Unwired), "no balance was ever told");
            Assert.That(Of(meter, "RECONCILING").Standing, Is.EqualTo(GateStanding.None));
        });
        Take(meter, 1, entry with { BalanceCents = 2_000_000 });
        Assert.That(Of(meter, "MARGIN").Standing, Is.EqualTo(GateStanding.Inert));
    }

    [Test]
    public void A_rule_that_never_answers_is_unwired()
    {
        var meter = new GateMeter();
        for (var i = 0; i < GateMeter.JudgedMin; i++)
        {
            var verdict = RiskVerdict.Refusing(1, default);
            verdict.Put(new RiskFinding(RiskCode.Spread, true, 1, 2));
            meter.Take(verdict);
        }

        Assert.That(Of(meter, "MODE_MISMATCH").Standing, Is.EqualTo(GateStanding.Unwired));
        Assert.That(Of(meter, "SPREAD").Standing, Is.EqualTo(GateStanding.Inert));
        Assert.That(Of(meter, "HALTED").Refused, Is.EqualTo(GateMeter.JudgedMin), "the default is a refusal by the first");
    }

    [Test]
    public void Meters_the_gates_of_the_signals_too()
    {
        var meter = new GateMeter();
        for (var i = 0; i < 100; i++)
        {
            var gates = new GateVerdict[GateNames.Count];
            for (var gate = 0; gate < gates.Length; gate++)
                gates[gate] = new GateVerdict((Gate)gate, (Gate)gate != Gate.Rearmed && i % 10 != gate, 1, 1);
            meter.Take(gates);
        }

        Assert.Multiple(() =>
        {
            Assert.That(Of(meter, "rearmed"), Is.EqualTo(new GateCount("rearmed", 100, 100, 20, 0, GateStanding.Strangling)));
            Assert.That(Of(meter, "coverage"), Is.EqualTo(new GateCount("coverage", 100, 10, 0, 0, GateStanding.None)));
            Assert.That(Of(meter, "SPREAD").Judged, Is.Zero);
        });
        Take(meter, 1, new EntryCase());
        Assert.That(
            Of(meter, "rearmed"),
            Is.EqualTo(new GateCount("rearmed", 101, 100, 20, 0, GateStanding.None)),
            "a signal was born, which every gate let pass"
        );
    }

    [Test]
    public void What_was_counted_goes_on_after_it_was_carried()
    {
        var (whole, meter) = (new GateMeter(), new GateMeter());
        var entry = new EntryCase();
        foreach (var each in new[] { whole, meter })
        {
            Take(each, 6, entry);
            Take(each, 3, entry with { Bid = 23_990 });
        }

        var next = Loaded(Saved(meter));
        foreach (var each in new[] { whole, next })
            Take(each, 12, entry with { Bid = 23_990, IsReconciled = false });
        for (var i = 0; i < GateMeter.Gates; i++)
            Assert.That(next[i], Is.EqualTo(whole[i]));
        Assert.That(Of(next, "SPREAD"), Is.EqualTo(new GateCount("SPREAD", 21, 15, 3, 0, GateStanding.None)));
    }

    [Test]
    public void A_carried_meter_that_is_cut_or_counts_more_refusals_than_judgements_is_refused_and_changes_nothing()
    {
        var meter = new GateMeter();
        Take(meter, 2, new EntryCase { Bid = 23_990 });
        var saved = Saved(meter);
        for (var length = 0; length < saved.Length; length++)
            Assert.That(() => Loaded(saved[..length]), Throws.TypeOf<CarryException>(), $"{length} bytes");
        var writer = new CarryWriter();
        foreach (var number in new long[] { 1, 0, 2, 1 })
            writer.WriteInt64(number);
        writer.WriteString("SPREAD");
        foreach (var number in new long[] { 2, 3, 0, 0 })
            writer.WriteInt64(number);
        Assert.That(() => Loaded(writer.Written.ToArray()), Throws.TypeOf<CarryException>());
    }

    [Test]
    public void A_gate_that_is_none_any_more_is_left_out()
    {
        var writer = new CarryWriter();
        foreach (var number in new long[] { 1, 0, 7, 2 })
            writer.WriteInt64(number);
        foreach (var name in new[] { "A_RULE_OF_OLD", "SPREAD" })
        {
            writer.WriteString(name);
            foreach (var number in new long[] { 7, 2, 1, 0 })
                writer.WriteInt64(number);
        }

        Assert.That(Of(Loaded(writer.Written.ToArray()), "SPREAD"), Is.EqualTo(new GateCount("SPREAD", 7, 2, 1, 0, GateStanding.None)));
    }

    private static byte[] Saved(GateMeter meter)
    {
        var writer = new CarryWriter();
        meter.Save(writer);
        return writer.Written.ToArray();
    }

    private static GateMeter Loaded(byte[] bytes)
    {
        var meter = new GateMeter();
        var reader = new CarryReader(bytes);
        meter.Load(ref reader);
        reader.End();
        return meter;
    }

    private static void Take(GateMeter meter, int times, EntryCase entry)
    {
        for (var i = 0; i < times; i++)
            meter.Take(entry.Judge());
    }

    private static GateCount Of(GateMeter meter, string name) =>
        Enumerable.Range(0, GateMeter.Gates).Select(i => meter[i]).Single(count => count.Name == name);
}
