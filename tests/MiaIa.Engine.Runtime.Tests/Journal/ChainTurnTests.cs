using Google.Protobuf;
using MiaIa.Engine.Market;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.Outbound;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.Tests.Journal;

/// <summary>The end of a trading day in a running engine, and a death at every step of it.</summary>
public sealed class ChainTurnTests
{
    private const long Second = 1_000_000_000;
    private const long Minute = 60 * Second;

    // 2023-12-26 15:00 UTC, 10:00 New York; the chain ends at 17:59:50.
    private const long Morning = 1_703_602_800_000_000_000;
    private const long Turn = Morning + (8 * 60 * Minute) - (10 * Second);
    private const long AfterOpen = Turn + (15 * Second);

    private static readonly EngineOptions Options = OptionsOf("ES");

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void The_state_of_the_new_chain_is_that_of_its_replay_and_of_the_old_ones()
    {
        string lasting;
        using (var live = Day())
        {
            Assert.That(live.TryTurn(Turn, out var failure), Is.True, failure);
            lasting = LiveChain.Lasting(live.State);
            live.Attach(Turn, SampleFrames.Hello());
            live.Take(AfterOpen, Trades(31, AfterOpen));
            Assert.That(live.Journal.TryFlush(), Is.True);
            Assert.That(LiveChain.Lasting(Read(AfterOpen).Step), Is.EqualTo(LiveChain.Lasting(live.State)), "replayed");
            Assert.That(live.State.FindInstrument("ES")!.Core.Averages.AtrTicks, Is.Not.Null, "warm at the first trade");
        }

        var segments = JournalSegments.Of(_folder.FullName).Whole;
        Assert.That(segments.Select(s => (s.Header.Number, s.Header.ChainFirstNumber)), Is.EqualTo([(1u, 1u), (2u, 2u)]));
        var old = new EngineState(Options, 1, new DecisionOutbox());
        var totals = JournalReplay.Run([segments[0].Path], old);
        Assert.That((totals.EndsConfirmed, totals.Difference), Is.EqualTo((1, (string?)null)));
        Assert.That(LiveChain.Lasting(old), Is.EqualTo(lasting), "the carry is what the old chain's replay gives");
    }

    [Test]
    public void A_study_goes_on_at_its_counter_without_a_gap()
    {
        using var live = Day();
        Assert.That(live.TryTurn(Turn, out _), Is.True);
        Assert.That(live.State.Epochs.Single().IsAttached, Is.False, "carried as detached: it attaches again");
        live.Attach(Turn, SampleFrames.Hello());
        live.Take(AfterOpen, Trades(31, AfterOpen));
        Assert.That(live.State.FindEpoch(7)!.Expected, Is.EqualTo(32));
        Assert.That(live.State.FindInstrument("ES")!.Core.Counters.FramesMissing, Is.Zero);
    }

    [Test]
    public void A_halt_outlives_the_day()
    {
        using (var live = Day())
        {
            live.Halt(Morning + Minute, "cli");
            Assert.That(live.TryTurn(Turn, out _), Is.True);
            Assert.That((live.State.IsHalted, live.State.HaltReason), Is.EqualTo((true, "cli: x")));
        }

        Assert.That(Read(AfterOpen).Step.HaltReason, Is.EqualTo("cli: x"));
    }

    [TestCase("old chain not ended, new file with a header")]
    [TestCase("old chain ended, new file with a header")]
    [TestCase("old chain ended, half a carry")]
    [TestCase("old chain ended, all of the carry but a byte")]
    [TestCase("old chain ended, new file ends inside its header")]
    [TestCase("the new chain is whole")]
    public void Fault_45_killed_at_any_step_of_the_turn_the_next_start_holds_the_same(string step)
    {
        string expected;
        byte[] old;
        var isEnded = !step.Contains("not ended", StringComparison.Ordinal);
        using (var live = Day())
        {
            Assert.That(live.Journal.TryFlush(), Is.True);
            old = File.ReadAllBytes(live.Journal.Path);
            Assert.That(live.TryTurn(Turn, out _), Is.True);
            expected = LiveChain.Lasting(live.State, isEnded);
        }

        var segments = JournalSegments.Of(_folder.FullName).Whole;
        var (oldPath, newPath) = (segments[0].Path, segments[1].Path);
        var whole = File.ReadAllBytes(newPath);
        var header = segments[1].Header.ToBytes().Length;
        if (!isEnded)
            File.WriteAllBytes(oldPath, old);
        var length =
            step.Contains("with a header", StringComparison.Ordinal) ? header
            : step.Contains("half", StringComparison.Ordinal) ? header + ((whole.Length - header) / 2)
            : step.Contains("a byte", StringComparison.Ordinal) ? whole.Length - 1
            : step.Contains("inside", StringComparison.Ordinal) ? header - 1
            : whole.Length;
        File.WriteAllBytes(newPath, whole[..length]);

        var recovery = Read(AfterOpen);
        Assert.That(LiveChain.Lasting(recovery.Step, isEnded), Is.EqualTo(expected));
        Assert.That(recovery.Step.CarryFaults, Is.Empty);
        Assert.That(recovery.Carry is null, Is.EqualTo(length == whole.Length), "what was not carried is carried by this start");
        using (recovery.BeginSegment(_folder.FullName))
            Assert.That(LiveChain.Lasting(Read(AfterOpen + Minute).Step, isEnded), Is.EqualTo(expected), "and by the start after it");
    }

    [Test]
    public void Fault_46_a_carry_that_is_torn_at_any_byte_is_none()
    {
        using (var live = Day())
            Assert.That(live.TryTurn(Turn, out _), Is.True);

        var (path, header) = JournalSegments.Of(_folder.FullName).Whole[1];
        var whole = File.ReadAllBytes(path);
        var torn = _folder.File("torn");
        for (var length = header.ToBytes().Length; length < whole.Length; length++)
        {
            File.WriteAllBytes(torn, whole[..length]);
            using var reader = SegmentReader.Open(torn);
            Assert.That(reader.TryRead(out _), Is.False, $"{length} bytes");
        }
    }

    [Test]
    public void Fault_46_a_torn_carry_is_repaired_to_the_old_chain()
    {
        string expected;
        using (var live = Day())
        {
            Assert.That(live.TryTurn(Turn, out _), Is.True);
            expected = LiveChain.Lasting(live.State);
        }

        var path = JournalSegments.Of(_folder.FullName).Whole[1].Path;
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^3]);
        Assert.That(JournalRepair.Run(_folder.FullName), Has.Count.EqualTo(1));
        Assert.That(LiveChain.Lasting(Read(AfterOpen).Step), Is.EqualTo(expected));
    }

    [TestCase("create")]
    [TestCase("write")]
    [TestCase("sync")]
    public void Fault_47_a_disk_that_does_not_take_the_new_chain_leaves_the_old_one(string failing)
    {
        var isFailing = false;
        ISegmentFile Create(string path) =>
            !isFailing ? DiskSegmentFile.Create(path)
            : failing == "create" ? throw new IOException("No space left on device")
            : new Failing(DiskSegmentFile.Create(path), failing);

        using (var live = Day(Create))
        {
            isFailing = true;
            Assert.That(live.TryTurn(Turn, out var failure), Is.False);
            Assert.That(failure, Does.Contain("No space left"));
            Assert.That(Directory.GetFiles(_folder.FullName, "*.journal"), Has.Length.EqualTo(1), "nothing is left behind");
            Assert.That((live.Journal.IsDead, live.Journal.IsChainOver(Turn + Second)), Is.EqualTo((false, false)), "not at once again");
            live.Attach(Turn, SampleFrames.Hello());
            live.Take(Turn + Minute, Trades(31, Turn + Minute));
            isFailing = false;
            Assert.That(live.Journal.IsChainOver(Turn + Minute), Is.True);
            Assert.That(live.TryTurn(Turn + Minute, out failure), Is.True, failure);
            Assert.That(live.State.FindEpoch(7)!.Expected, Is.EqualTo(32));
        }

        Assert.That(Read(AfterOpen + Minute).Step.FindEpoch(7)!.Expected, Is.EqualTo(32));
    }

    [Test]
    public void A_start_that_cannot_write_what_the_day_before_left_does_not_begin()
    {
        using (Day()) { }

        var recovery = Read(AfterOpen);
        Assert.That(
            () => recovery.BeginSegment(_folder.FullName, path => new Failing(DiskSegmentFile.Create(path), "sync")),
            Throws.InstanceOf<IOException>().With.Message.Contains("what the day before left")
        );
        Assert.That(Directory.GetFiles(_folder.FullName, "*.journal"), Has.Length.EqualTo(1));
    }

    [Test]
    public void Fault_47_A_start_that_has_no_room_for_what_the_day_before_left_writes_it_first_once_there_is_some()
    {
        using (var live = Day())
            Assert.That(live.Journal.TryFlush(), Is.True);

        var hasRoom = false;
        using (var journal = Read(AfterOpen).BeginSegment(_folder.FullName, path => hasRoom ? DiskSegmentFile.Create(path) : throw Full()))
        {
            Assert.That(journal.Failure, Is.EqualTo("No space left on device"));
            Assert.That(Directory.GetFiles(_folder.FullName, "*.journal"), Has.Length.EqualTo(1));
            journal.Append(JournalRecordKind.Halt, AfterOpen, new HaltRequest { By = "engine" }.ToByteArray());
            hasRoom = true;
            Assert.That(journal.TryFlush(), Is.True);
        }

        var next = Read(AfterOpen + Minute);
        Assert.That((next.Totals.Records, next.Step.IsHalted, next.Step.FindEpoch(7)!.Expected), Is.EqualTo((3L, true, 31UL)));

        static IOException Full() => new("No space left on device");
    }

    [Test]
    public void Three_days_replay_no_more_than_the_last()
    {
        using (var live = Day())
        {
            for (var day = 0; day < 3; day++)
            {
                var at = Turn + (day * 24 * 60 * Minute);
                Assert.That(live.Journal.IsChainOver(at - 1), Is.False);
                Assert.That(live.Journal.IsChainOver(at), Is.True);
                Assert.That(live.TryTurn(at, out _), Is.True);
            }
        }

        Assert.That(JournalSegments.Of(_folder.FullName).NewestChain, Has.Count.EqualTo(1));
        var recovery = Read(Turn + (49 * 60 * Minute));
        Assert.That(recovery.Totals.Records, Is.EqualTo(1), "the carry");
        Assert.That(recovery.Step.FindEpoch(7)!.Expected, Is.EqualTo(31));
    }

    [TestCase("2023-11-03T21:59:49Z", "2023-11-03T21:59:50Z", TestName = "Daylight_saving_time_a_second_before")]
    [TestCase("2023-11-03T21:59:50Z", "2023-11-04T21:59:50Z", TestName = "The_moment_itself_belongs_to_the_next")]
    [TestCase("2023-11-04T22:00:00Z", "2023-11-05T22:59:50Z", TestName = "Over_the_night_that_is_an_hour_longer")]
    [TestCase("2024-03-09T23:00:00Z", "2024-03-10T21:59:50Z", TestName = "Over_the_night_that_is_an_hour_shorter")]
    [TestCase("2023-12-29T23:00:00Z", "2023-12-30T22:59:50Z", TestName = "From_a_Friday_evening")]
    [TestCase("2023-12-31T22:00:00Z", "2023-12-31T22:59:50Z", TestName = "On_a_Sunday_before_the_open")]
    public void A_chain_ends_ten_seconds_before_18_00_New_York(string moment, string end)
    {
        var read = DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeSeconds() * Second;
        var ends = DateTimeOffset.FromUnixTimeSeconds(TradingDay.ChainEndAfter(read) / Second);
        Assert.That($"{ends:yyyy-MM-ddTHH:mm:ssZ}", Is.EqualTo(end));
    }

    internal static EngineOptions OptionsOf(params string[] instruments)
    {
        var all = EngineOptions.From(new EngineSettings());
        return all with { Instruments = [.. all.Instruments.Where(instrument => instruments.Contains(instrument.Name))] };
    }

    // Thirty minutes with a frame of trades each, from 10:00 New York.
    private LiveChain Day(Func<string, ISegmentFile>? create = null)
    {
        var live = LiveChain.Begin(_folder.FullName, Options, Morning, create);
        live.Attach(Morning, SampleFrames.Hello());
        for (ulong counter = 1; counter <= 30; counter++)
            live.Take(Morning + ((long)counter * Minute), Trades(counter, Morning + ((long)counter * Minute)));
        return live;
    }

    private static StudyFrame Trades(ulong counter, long at) => SampleFrames.Trades(counter: counter, timeUnixUs: at / UnixNanos.PerMicro);

    private JournalRecovery Read(long now) => JournalRecovery.Read(_folder.FullName, Options, new DecisionOutbox(), now);

    private sealed class Failing(DiskSegmentFile file, string what) : ISegmentFile
    {
        // The header passes: it is the carry that does not.
        private int _writes;

        public void Write(ReadOnlySpan<byte> bytes, long offset)
        {
            if (what == "write" && _writes++ > 0)
            {
                file.Write(bytes[..7], offset);
                throw new IOException("No space left on device");
            }

            file.Write(bytes, offset);
        }

        public void Truncate(long lengthBytes) => file.Truncate(lengthBytes);

        public void Sync()
        {
            if (what == "sync")
                throw new IOException("No space left on device");
            file.Sync();
        }

        public void Dispose() => file.Dispose();
    }
}
