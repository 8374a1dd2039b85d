using MiaIa.Engine.Market;
using MiaIa.Engine.Orders;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.Outbound;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;

namespace MiaIa.Engine.Runtime.Tests.Journal;

/// <summary>A replay makes the order intents again, and is held against what the live run recorded.</summary>
public sealed class IntentTests
{
    private const long Morning = 1_703_602_800_000_000_000;

    private static readonly byte[] First = [1];
    private static readonly byte[] Second = [2];
    private static readonly byte[] Third = [3];

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Intents_that_are_made_as_they_were_recorded_are_confirmed()
    {
        var (totals, intents) = Replay(made: [First, Second], recorded: [First, Second]);
        Assert.That(
            (totals.IntentsRecorded, intents.Confirmed, intents.NeverRecorded, totals.Difference),
            Is.EqualTo((2L, 2L, 0L, (string?)null))
        );
    }

    [Test]
    public void An_intent_that_is_not_made_again_is_a_difference_with_its_place()
    {
        var (totals, intents) = Replay(made: [First], recorded: [First, Second]);
        Assert.That(totals.Difference, Does.Contain("an order intent was recorded that the replay does not make").And.Contain("byte "));
        Assert.That(intents.Confirmed, Is.EqualTo(1));
    }

    [Test]
    public void Intents_without_a_record_are_counted_and_do_not_hide_those_behind_them()
    {
        var (totals, intents) = Replay(made: [First, Second, Third], recorded: [Second]);
        Assert.That((intents.Confirmed, intents.NeverRecorded, totals.Difference), Is.EqualTo((1L, 2L, (string?)null)));
    }

    [Test]
    public void Intents_in_another_order_are_a_difference() =>
        Assert.That(Replay(made: [First, Second], recorded: [Second, First]).Totals.Difference, Is.Not.Null);

    [Test]
    public void A_start_says_how_many_intents_have_no_record()
    {
        Write([]);
        var intents = new IntentComparison();
        intents.Made(First);
        var recovery = JournalRecovery.Read(
            _folder.FullName,
            EngineOptions.From(new EngineSettings()),
            new DecisionOutbox(),
            Morning,
            intents
        );
        Assert.That(recovery.Notes, Has.Exactly(1).Contains("1 order intents have no record"));
    }

    [Test]
    public void Every_field_of_an_intent_is_in_its_bytes()
    {
        var at = UnixNanos.Trusted(Morning);
        var record = new IntentRecord();
        OrderIntent[] all =
        [
            new(OrderIntentKind.Flatten, 7, default, "naked", at),
            new(OrderIntentKind.Query, 7, default, "naked", at),
            new(OrderIntentKind.Flatten, 8, default, "naked", at),
            new(OrderIntentKind.Flatten, 7, default, "kill", at),
            new(OrderIntentKind.Flatten, 7, default, "naked", UnixNanos.Trusted(Morning + 1)),
        ];
        var bytes = all.Select(intent => Convert.ToHexString(record.Of("ES", intent)))
            .Append(Convert.ToHexString(record.Of("MES", all[0])))
            .ToArray();
        Assert.That(bytes, Is.Unique);
        Assert.That(Convert.ToHexString(record.Of("ES", all[0])), Is.EqualTo(bytes[0]));
    }

    private (ReplayTotals Totals, IntentComparison Intents) Replay(byte[][] made, byte[][] recorded)
    {
        var path = Write(recorded);
        var intents = new IntentComparison();
        foreach (var intent in made)
            intents.Made(intent);
        var step = new EngineState(EngineOptions.From(new EngineSettings()), 1, new DecisionOutbox());
        return (JournalReplay.Run([path], step, observer: null, intents), intents);
    }

    private string Write(byte[][] recorded)
    {
        var header = new JournalHeader(1, 1, Morning, EngineOptions.From(new EngineSettings()).SettingsHash(), 1, "1.0");
        using var journal = new EngineJournal(_folder.FullName, header);
        foreach (var intent in recorded)
            Assert.That(journal.AppendAndSync(JournalRecordKind.OrderIntent, Morning, intent), Is.True);
        return journal.Path;
    }
}
