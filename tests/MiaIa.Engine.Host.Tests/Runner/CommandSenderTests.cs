using MiaIa.Engine.Host.Logging;
using MiaIa.Engine.Host.Runner;
using MiaIa.Engine.Market;
using MiaIa.Engine.Orders;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.Outbound;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.Engine.Runtime.Tests.Journal;
using Serilog.Core;
using Kind = MiaIa.Engine.Orders.OrderIntentKind;

namespace MiaIa.Engine.Host.Tests.Runner;

/// <summary>Commands and their records on a device that is quick, slow, full or dead. The test is the turn and the sync beside it.</summary>
public sealed class CommandSenderTests
{
    private const long Millisecond = 1_000_000;

    // 2023-12-26 15:00 UTC.
    private const long Morning = 1_703_602_800_000_000_000;

    private FaultyFile _file = null!;
    private EngineState _state = null!;
    private EngineJournal _journal = null!;
    private Subscribers _subscribers = null!;
    private CommandSender _sender = null!;
    private HeardStudy _study = null!;

    private InstrumentEngine Es => _state.FindInstrument("ES")!;

    [SetUp]
    public void Begin() => Begin(Accounts.TradingMode.Sim);

    [TearDown]
    public void End() => _journal.Dispose();

    [Test]
    public async Task Neither_entry_nor_exit_leaves_before_its_record_is_on_the_device_and_order_is_kept()
    {
        Take(at: 0, (Kind.Enter, 1), (Kind.CancelEntry, 1), (Kind.Flatten, 2));
        Assert.That(_study.Commands, Is.Empty);
        await _sender.WantedAsync(CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(1));
        var kinds = Records();
        Assert.That(kinds, Is.EqualTo(Enumerable.Repeat(JournalRecordKind.OrderIntent, 3)), "written before anybody syncs");
        Release(at: 20);
        Assert.That(_study.Commands, Is.EqualTo("enter:MIA-1 cancel:MIA-1 flatten:MIA-2"));
        Assert.That(_study.Heard.Select(frame => frame.Counter), Is.EqualTo(new ulong[] { 1, 2, 3 }));
        Release(at: 21);
        Assert.That(_study.Heard, Has.Count.EqualTo(3), "nothing leaves twice");
    }

    [Test]
    public void A_question_has_no_record_and_does_not_wait()
    {
        Take(at: 0, (Kind.Query, 1));
        Assert.That(_study.Commands, Is.EqualTo("query:MIA-1"));
        _journal.TryFlush();
        Assert.That(Records(), Is.Empty);
    }

    [Test]
    public void What_was_taken_while_the_device_synced_waits_for_the_next_sync()
    {
        Take(at: 0, (Kind.Enter, 1));
        var newest = _sender.Newest;
        Take(at: 5, (Kind.Enter, 2));
        _sender.Release(newest, null, Morning + (10 * Millisecond));
        Assert.That(_study.Commands, Is.EqualTo("enter:MIA-1"));
        Release(at: 15);
        Assert.That(_study.Commands, Is.EqualTo("enter:MIA-1 enter:MIA-2"));
    }

    [Test]
    public void A_sync_that_began_before_a_full_disk_lets_nothing_go_that_came_after_it()
    {
        Take(at: 0, (Kind.Enter, 1));
        var newest = _sender.Newest;
        _file.BytesLeft = 0;
        Take(at: 5, isSafe: true, (Kind.Flatten, 2));
        Assert.That(_study.Commands, Is.EqualTo("flatten:MIA-2"), "an exit passes, the entry is kept");
        _file.BytesLeft = long.MaxValue;
        Take(at: 10, (Kind.Enter, 3));
        _sender.Release(newest, null, Morning + (20 * Millisecond));
        Assert.That(_study.Commands, Is.EqualTo("flatten:MIA-2"));
    }

    [TestCase(999, "enter:MIA-1", 1)]
    [TestCase(1000, "", 0)]
    public void Fault_41_An_entry_as_old_as_its_time_to_live_never_leaves_and_a_younger_one_has_what_is_left_of_it(
        int millis,
        string sent,
        int left
    )
    {
        Take(at: 0, (Kind.Enter, 1));
        Release(at: millis);
        Assert.That(_study.Commands, Is.EqualTo(sent));
        Assert.That(_study.Heard.Sum(frame => frame.OrderCommand.TimeToLiveMs), Is.EqualTo(left));
    }

    [TestCase(900, "enter:MIA-1 flatten:MIA-2", 90)]
    [TestCase(990, "flatten:MIA-2", 0)]
    public void Fault_41_The_time_that_its_market_waited_to_be_read_counts_for_an_entry_and_holds_no_exit_up(
        int lateMillis,
        string sent,
        int left
    )
    {
        Read(sent: 1_000, read: 1_000);
        // Behind what waited comes what is young again.
        Read(sent: 2_000, read: 2_000 + lateMillis, andSent: 2_000 + lateMillis);
        Take(at: 0, (Kind.Enter, 1), (Kind.Flatten, 2));
        Read(sent: 4_000, read: 4_000);
        Release(at: 10);
        Assert.That(_study.Commands, Is.EqualTo(sent));
        Assert.That(_study.Heard.Sum(frame => frame.OrderCommand?.TimeToLiveMs ?? 0), Is.EqualTo(left));
    }

    [Test]
    public void Fault_47_An_exit_leaves_after_250_ms_though_the_device_does_not_answer_and_an_entry_does_not()
    {
        Take(at: 0, (Kind.CancelEntry, 1));
        Take(at: 50, (Kind.Enter, 2));
        // The runner's ticks, each 100 ms.
        Take(at: 100);
        Assert.That(_study.Commands, Is.Empty);
        Take(at: 200);
        Assert.That(_study.Commands, Is.EqualTo("cancel:MIA-1"));
        Release(at: 400);
        Assert.That(_study.Commands, Is.EqualTo("cancel:MIA-1 enter:MIA-2"), "once each");
    }

    [Test]
    public void An_entry_that_an_exit_has_overtaken_does_not_come_behind_it()
    {
        Take(at: 0, (Kind.Enter, 1), (Kind.CancelEntry, 1));
        Take(at: 250);
        Assert.That(_study.Commands, Is.EqualTo("cancel:MIA-1"));
        Release(at: 300);
        Assert.That(_study.Commands, Is.EqualTo("cancel:MIA-1"), "it would open what was cancelled");
        Take(at: 310, (Kind.Enter, 3));
        Release(at: 320);
        Assert.That(_study.Commands, Is.EqualTo("cancel:MIA-1 enter:MIA-3"), "one decided later may");
    }

    [Test]
    public void Fault_38_An_entry_whose_record_arrives_after_a_halt_does_not_leave()
    {
        Take(at: 0, (Kind.Enter, 1));
        _state.Halt("cli: stop", Morning + (5 * Millisecond));
        Release(at: 10);
        Assert.That(_study.Commands, Is.Empty);
    }

    [Test]
    public void Fault_38_No_entry_leaves_while_a_stop_waits_for_the_runner()
    {
        _subscribers.Hold();
        Take(at: 0, (Kind.Enter, 1), (Kind.CancelEntry, 1));
        Release(at: 10);
        Assert.That(_study.Commands, Is.EqualTo("cancel:MIA-1"));
        _subscribers.Release();
        Take(at: 20, (Kind.Enter, 2));
        Release(at: 30);
        Assert.That(_study.Commands, Is.EqualTo("cancel:MIA-1 enter:MIA-2"));
    }

    [Test]
    public void Fault_38_A_view_that_waits_when_a_halt_is_told_does_not_come_behind_it()
    {
        _study.Session.ShowTrading(new V1.TradingView { State = V1.TradingState.Active });
        _subscribers.TellSwitch(new V1.EngineFrame { Halt = new V1.Halt() });
        Assert.That(_study.Commands, Is.EqualTo("Halt"));
        _study.Session.ShowTrading(new V1.TradingView { State = V1.TradingState.Halted });
        Assert.That(_study.Commands, Is.EqualTo("Halt TradingView"));
    }

    [Test]
    public void Fault_47_A_dead_device_keeps_entries_lets_exits_go_and_its_file_is_never_written_again()
    {
        Take(at: 0, (Kind.Enter, 1), (Kind.Flatten, 2));
        _file.IsSyncFailing = true;
        Sync(at: 10);
        Assert.That(_study.Commands, Is.EqualTo("flatten:MIA-2"));
        Assert.That(_journal.Failure, Does.Contain("Input/output error"));
        var written = _file.ToArray();
        _file.IsSyncFailing = false;
        Take(at: 20, isSafe: _journal.TryFlush(), (Kind.Enter, 3), (Kind.Flatten, 4));
        Sync(at: 30);
        Assert.That(_study.Commands, Is.EqualTo("flatten:MIA-2 flatten:MIA-4"), "at once, and never an entry again");
        Assert.That(_file.ToArray(), Is.EqualTo(written));
    }

    [Test]
    public void A_stop_lets_exits_go_and_keeps_entries()
    {
        Take(at: 0, (Kind.Enter, 1), (Kind.CancelEntry, 1));
        _sender.Release(_sender.Newest, "the engine stops", Morning + (10 * Millisecond));
        Assert.That(_study.Commands, Is.EqualTo("cancel:MIA-1"));
    }

    [Test]
    public void What_waits_when_the_chain_turns_reaches_the_study_in_the_new_one()
    {
        Take(at: 0, (Kind.Flatten, 1));
        _state = new EngineState(_state.Options, 1, new DecisionOutbox());
        _sender.Follow(_state);
        _subscribers.Follow(_state);
        Release(at: 10);
        Assert.That(_study.Commands, Is.EqualTo("flatten:MIA-1"));
    }

    [Test]
    public void On_paper_the_record_is_written_and_no_command_leaves()
    {
        _journal.Dispose();
        Begin(Accounts.TradingMode.DryRun);
        Take(at: 0, (Kind.Enter, 1), (Kind.Flatten, 2));
        Release(at: 10);
        Take(at: 500);
        Assert.That(_study.Commands, Is.Empty);
        Assert.That(_journal.TryFlush(), Is.True);
        Assert.That(Records(), Has.Count.EqualTo(2));
    }

    private void Begin(Accounts.TradingMode mode)
    {
        _file = new();
        _state = new EngineState(
            EngineOptions.From(new EngineSettings { Trading = new TradingSettings { Mode = mode } }),
            1,
            new DecisionOutbox()
        );
        var header = new JournalHeader(1, 1, Morning, SettingsHash: 1, FirstSignalId: 1, "test");
        _journal = new EngineJournal("none", header, _ => _file);
        _subscribers = new Subscribers();
        _sender = new CommandSender(_journal, _subscribers, new LogMessages(Logger.None));
        _study = new HeardStudy(Es);
        _subscribers.Add(_study.Session);
    }

    private void Read(int sent, int read, int? andSent = null)
    {
        _study.Session.BeginTurn();
        // Sent again when it is read: when it was seen is what counts.
        _study.Session.Trace(new(Morning + (sent * Millisecond), Morning + (read * Millisecond), 0, 0), Morning + (read * Millisecond));
        if (andSent is { } young)
            _study.Session.Trace(new(0, Morning + (young * Millisecond), 0, 0), Morning + (read * Millisecond));
    }

    private void Take(int at, params (Kind Kind, ulong OrderId)[] intents) => Take(at, isSafe: true, intents);

    private void Take(int at, bool isSafe, params (Kind Kind, ulong OrderId)[] intents) =>
        _sender.Take(
            [.. intents.Select(intent => (Es, new OrderIntent(intent.Kind, intent.OrderId, default, "test", UnixNanos.Trusted(Morning))))],
            isSafe,
            Morning + (at * Millisecond)
        );

    private void Release(int at) => _sender.Release(_sender.Newest, null, Morning + (at * Millisecond));

    // As the runner does beside its lock.
    private void Sync(int at) =>
        _sender.Release(_sender.Newest, _journal.TrySync() ? null : _sender.WithoutRecord(), Morning + (at * Millisecond));

    private List<JournalRecordKind> Records()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("copy.journal");
        File.WriteAllBytes(path, _file.ToArray());
        var kinds = new List<JournalRecordKind>();
        using var reader = SegmentReader.Open(path);
        while (reader.TryRead(out var record))
            kinds.Add(record.Kind);
        return kinds;
    }
}
