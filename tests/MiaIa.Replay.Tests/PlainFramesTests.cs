using Google.Protobuf;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.Ingress;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.V1;

namespace MiaIa.Replay.Tests;

/// <summary>
/// The reader without messages against the general one: two engines get the same bytes, sound and damaged, and must stay alike.
/// What a study writes must go the fast way, and nothing that the general reader refuses may.
/// </summary>
public sealed class PlainFramesTests
{
    private static readonly EngineOptions Options = EngineOptions.From(new EngineSettings());

    [Test]
    public void What_a_study_writes_is_taken_without_a_message_and_does_the_same()
    {
        var (plain, general, state) = Pair(out var hello);
        foreach (var frame in Frames(1, 20_000, hello))
        {
            Assert.That(plain.TryTakePlain(Padded(frame), frame.Length, 1, out _), Is.True);
            TakeGeneral(general, state, frame);
        }

        Same(plain.Instruments[0], general.Instruments[0]);
        Assert.That(plain.DecisionHash, Is.EqualTo(general.DecisionHash));
    }

    [Test]
    public void A_frame_written_anew_with_its_fields_in_order_is_taken_too()
    {
        var (plain, general, state) = Pair(out var hello);
        foreach (var frame in Frames(2, 2_000, hello))
        {
            var anew = StudyFrame.Parser.ParseFrom(frame).ToByteArray();
            Assert.That(anew, Is.Not.EqualTo(frame));
            Assert.That(plain.TryTakePlain(Padded(anew), anew.Length, 1, out _), Is.True);
            TakeGeneral(general, state, anew);
        }

        Same(plain.Instruments[0], general.Instruments[0]);
    }

    [Test]
    public void Damaged_frames_are_taken_only_when_the_general_reader_takes_them([Values(1, 2, 3)] int seed)
    {
        var random = new Random(seed);
        var (plain, general, state) = Pair(out var hello);
        var (taken, left) = (0, 0);
        foreach (var sound in Frames(seed, 30_000, hello))
        {
            var frame = Damaged(random, sound);
            if (!plain.TryTakePlain(Padded(frame), frame.Length, 1, out _))
            {
                left++;
                continue;
            }

            taken++;
            var isSound = ReceivedFrame.TryRead(frame, out var received) && received.Refusal is null;
            Assert.That(isSound, $"the general reader refuses {Convert.ToHexString(frame)}");
            TakeGeneral(general, state, frame);
            Same(plain.Instruments[0], general.Instruments[0]);
        }

        Assert.That(taken, Is.GreaterThan(1_000));
        Assert.That(left, Is.GreaterThan(1_000));
    }

    private static (EngineState Plain, EngineState General, EpochState State) Pair(out byte[] hello)
    {
        var sink = new ReplayRun(1_000);
        var (plain, general) = (new EngineState(Options, 1, sink) { HashesDepth = false }, new EngineState(Options, 1, sink));
        using var folder = new TemporaryFolder();
        using var maker = new JournalMaker(folder.FullName, Options, 1);
        hello = maker.Hello;
        var frame = StudyFrame.Parser.ParseFrom(hello);
        plain.Attach(frame.Epoch, frame.Hello, 1);
        return (plain, general, general.Attach(frame.Epoch, frame.Hello, 1));
    }

    // Trades and books only: a heartbeat is the general reader's.
    private static IEnumerable<byte[]> Frames(int seed, int count, byte[] hello)
    {
        using var folder = new TemporaryFolder();
        var frames = new List<byte[]>();
        using (var maker = new JournalMaker(folder.FullName, Options, 1) { Frames = frames })
        {
            foreach (var e in MadeUpMorning.Events(seed, count))
                maker.Add(e);
        }

        return frames.Where(frame =>
            !frame.SequenceEqual(hello) && StudyFrame.Parser.ParseFrom(frame).BodyCase != StudyFrame.BodyOneofCase.Heartbeat
        );
    }

    private static byte[] Damaged(Random random, byte[] sound)
    {
        var bytes = (byte[])sound.Clone();
        switch (random.Next(4))
        {
            case 0:
                return bytes;
            case 1:
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 2:
                return bytes[..random.Next(bytes.Length)];
            default:
                // Behind the envelope, so that more of the damage is in columns.
                bytes[random.Next(40, Math.Max(41, bytes.Length))] = (byte)random.Next(256);
                return bytes;
        }
    }

    // What lies behind a frame is another frame's, or anything.
    private static byte[] Padded(byte[] frame)
    {
        var bytes = new byte[frame.Length + PlainCursor.RoomBytes];
        Random.Shared.NextBytes(bytes);
        frame.CopyTo(bytes, 0);
        return bytes;
    }

    private static void TakeGeneral(EngineState step, EpochState state, byte[] frame)
    {
        Assert.That(ReceivedFrame.TryRead(frame, out var received));
        step.Apply(state, received, 1);
    }

    private static void Same(InstrumentEngine a, InstrumentEngine b)
    {
        var (x, y) = (a.Core, b.Core);
        Assert.That(Facts(x), Is.EqualTo(Facts(y)));
        Assert.That(
            (a.DepthUnchanged, a.BookObservedUnixUs, a.LastHeardUnixNs),
            Is.EqualTo((b.DepthUnchanged, b.BookObservedUnixUs, b.LastHeardUnixNs))
        );
        Assert.That(
            x.Book.Bids.ToArray().SequenceEqual(y.Book.Bids.ToArray()) && x.Book.Asks.ToArray().SequenceEqual(y.Book.Asks.ToArray())
        );
    }

    private static (long, long, long, long, long, long, int, long) Facts(EngineCore core) =>
        (
            core.Counters.Events,
            core.Counters.TradeRecords,
            core.Counters.BuyLots,
            core.Counters.SellLots,
            core.Counters.DepthSnapshots,
            core.Now.Value,
            core.LastPrice.Value,
            core.State.ScoreNano
        );
}
