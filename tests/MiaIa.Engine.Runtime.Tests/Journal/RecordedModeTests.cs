using Google.Protobuf;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.Outbound;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.V1;
using Mode = MiaIa.Engine.Accounts.TradingMode;

namespace MiaIa.Engine.Runtime.Tests.Journal;

/// <summary>A start in another mode than that of the orders that are open.</summary>
public sealed class RecordedModeTests
{
    private const long Morning = 1_703_602_800_000_000_000;
    private const long Hour = 3_600_000_000_000;

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCase(1)]
    [TestCase(9, TestName = "Another_mode_is_refused_after_the_day_too")]
    public void Another_mode_is_refused_by_both_names_while_lots_are_open_and_nothing_is_cut(int hours)
    {
        Write(Mode.Sim, SampleFrames.Fill());
        var path = Directory.GetFiles(_folder.FullName).Single();
        File.AppendAllText(path, "torn");
        var length = new FileInfo(path).Length;
        Assert.That(
            () => Read(Mode.DryRun, hours),
            Throws
                .TypeOf<TradingModeException>()
                .With.Message.EqualTo(
                    "Trading:Mode is DryRun, and the journal was left in Sim with +1 lot and 0 orders of ours in ES: "
                        + "start with Trading:Mode=Sim until that is closed"
                )
        );
        Assert.That(new FileInfo(path).Length, Is.EqualTo(length));
        Assert.That(Read(Mode.Sim, hours).Step.FindInstrument("ES")!.Core.Trading.Orders.OwnPosition, Is.EqualTo(1));
    }

    [Test]
    public void Another_mode_is_refused_while_an_order_of_ours_works()
    {
        var order = SampleFrames.Order();
        (order.OrderReport.Status, order.OrderReport.FilledLots, order.OrderReport.SierraOrderId) = (OrderStatus.Working, 0, 12);
        Write(Mode.Sim, order);
        Assert.That(
            () => Read(Mode.Live, 1),
            Throws.TypeOf<TradingModeException>().With.Message.Contains("0 lots and 1 order of ours in ES")
        );
    }

    [Test]
    public void While_nothing_is_open_another_mode_goes_on_and_is_noted()
    {
        Write(Mode.Sim, SampleFrames.Trades());
        Assert.That(Read(Mode.DryRun, 1).Notes, Has.Exactly(1).EqualTo("Trading:Mode was Sim and is DryRun now; nothing was open"));
        Assert.That(Read(Mode.Sim, 1).Notes, Is.Empty);
    }

    [Test]
    public void Another_mode_is_refused_when_nothing_but_the_carry_of_the_day_before_tells_the_mode()
    {
        Write(Mode.Sim, SampleFrames.Fill());
        Read(Mode.Sim, 9).BeginSegment(_folder.FullName).Dispose();
        Assert.That(
            () => Read(Mode.DryRun, 10),
            Throws.TypeOf<TradingModeException>().With.Message.Contains("left in Sim with +1 lot and 0 orders of ours in ES")
        );
        Assert.That(Read(Mode.Sim, 10).Step.FindInstrument("ES")!.Core.Trading.Orders.OwnPosition, Is.EqualTo(1));
    }

    [Test]
    public void Behind_a_carry_of_nothing_open_another_mode_goes_on_and_is_noted()
    {
        Write(Mode.Sim, SampleFrames.Trades());
        Read(Mode.Sim, 9).BeginSegment(_folder.FullName).Dispose();
        Assert.That(Read(Mode.DryRun, 10).Notes, Has.Exactly(1).EqualTo("Trading:Mode was Sim and is DryRun now; nothing was open"));
    }

    [TestCase(new byte[] { 2 })]
    [TestCase(new byte[] { 9, 0, 0, 0, 0, 0, 0, 0 })]
    public void A_record_that_names_no_mode_is_refused_with_its_place(byte[] payload)
    {
        Write(Mode.Sim, SampleFrames.Trades());
        using (var journal = new EngineJournal(_folder.FullName, Read(Mode.Sim, 1).Next))
        {
            journal.Append(JournalRecordKind.ModeInForce, Morning + Hour, payload);
            Assert.That(journal.TryFlush(), Is.True);
        }

        Assert.That(() => Read(Mode.Sim, 1), Throws.TypeOf<JournalCorruptException>().With.Message.Contains("its ModeInForce record"));
    }

    private static EngineOptions Options(Mode mode) =>
        EngineOptions.From(new EngineSettings { Trading = new TradingSettings { Mode = mode } });

    private JournalRecovery Read(Mode mode, int hours) =>
        JournalRecovery.Read(_folder.FullName, Options(mode), new DecisionOutbox(), Morning + (hours * Hour));

    private void Write(Mode mode, StudyFrame frame)
    {
        using var journal = new EngineJournal(_folder.FullName, Read(mode, 0).Next);
        journal.Append(JournalRecordKind.Attach, Morning, SampleFrames.Hello().ToByteArray());
        RecordedMode.Append(journal, mode, Morning);
        journal.Append(JournalRecordKind.StudyFrame, Morning, frame.ToByteArray());
        Assert.That(journal.TryFlush(), Is.True);
    }
}
