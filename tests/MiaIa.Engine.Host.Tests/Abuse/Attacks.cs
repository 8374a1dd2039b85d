using System.Diagnostics;
using Google.Protobuf;
using Grpc.Core;
using MiaIa.Engine.Runtime.Tests;
using MiaIa.Hosting.Credentials;
using MiaIa.Tests.Access;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Tests.Abuse;

/// <summary>What is done to an engine from its own machine.</summary>
internal sealed class Attacks(Uri engine)
{
    private const int Connections = 2_000;

    // What is over in a blink lies in the system's buffers, and hurts nobody.
    private static readonly TimeSpan AtLeast = TimeSpan.FromSeconds(10);

    private int _connections;
    private long _said;

    /// <summary>Connections that were made anew because the engine took no more on the one before.</summary>
    internal int ConnectionsMade => _connections;

    /// <summary>Messages that the system has taken from pings, resets and random frames.</summary>
    internal long Said => Interlocked.Read(ref _said);

    /// <summary>Says the greeting a byte a second.</summary>
    internal async Task LorisAsync(CancellationToken stop)
    {
        var strangers = new List<Stranger>();
        for (var i = 0; i < Connections; i++)
            strangers.Add(await Stranger.ConnectAsync(engine.Port));
        for (var at = 0; at < Stranger.Greeting.Length - 1; at++)
        {
            foreach (var stranger in strangers)
                await stranger.TrySayAsync(Stranger.Greeting.AsMemory(at, 1), stop);
            await Task.Delay(TimeSpan.FromSeconds(1), stop);
        }

        strangers.ForEach(stranger => stranger.Dispose());
    }

    /// <summary>Greets, begins a call and says nothing more.</summary>
    internal async Task HalfCallsAsync(CancellationToken stop)
    {
        var strangers = new List<Stranger>();
        var call = Stranger.Call(1, engine.Port);
        for (var i = 0; i < Connections; i++)
        {
            var stranger = await Stranger.ConnectAsync(engine.Port);
            strangers.Add(stranger);
            await stranger.TrySayAsync(Stranger.Greeting, stop);
            // The frame says how long it is, and the rest of it never comes.
            await stranger.TrySayAsync(call.AsMemory(0, call.Length / 2), stop);
        }

        strangers.ForEach(stranger => stranger.Dispose());
    }

    /// <summary>Pings, and never reads an answer.</summary>
    internal Task PingsAsync(CancellationToken stop)
    {
        var ping = Stranger.Frame(6, 0, 0, [1, 2, 3, 4, 5, 6, 7, 8]);
        var flood = Enumerable.Repeat(ping, 1_000).SelectMany(bytes => bytes).ToArray();
        return TogetherAsync(8, async _ => await RepeatAsync(200, 1_000, () => flood, stop));
    }

    /// <summary>Begins calls and takes each back at once.</summary>
    internal Task ResetsAsync(CancellationToken stop) =>
        TogetherAsync(
            8,
            async _ =>
            {
                var stream = -1;
                await RepeatAsync(
                    125,
                    100,
                    () =>
                        [
                            .. Enumerable
                                .Range(0, 100)
                                .SelectMany(_ =>
                                {
                                    stream += 2;
                                    return (byte[])[.. Stranger.Call(stream, engine.Port), .. Stranger.Frame(3, 0, stream, [0, 0, 0, 8])];
                                }),
                        ],
                    stop,
                    () => stream = -1
                );
            }
        );

    /// <summary>Opens far more streams than there are places, with a token.</summary>
    internal Task StreamsAsync(CancellationToken stop) =>
        TogetherAsync(
            50,
            async _ =>
            {
                using var channel = TestAccess.Channel(engine, AccessRole.Watch);
                var client = new V1.Engine.EngineClient(channel);
                var calls = Enumerable
                    .Range(0, 100)
                    .Select(_ => client.WatchSignals(new WatchSignalsRequest(), cancellationToken: stop))
                    .ToArray();
                await Task.Delay(TimeSpan.FromSeconds(2), stop);
                foreach (var call in calls)
                    call.Dispose();
            }
        );

    /// <summary>Says anything after a true greeting.</summary>
    internal Task RandomFramesAsync(CancellationToken stop) =>
        TogetherAsync(
            8,
            async seed =>
            {
                var random = new Random(seed);
                var payload = new byte[64];
                await RepeatAsync(
                    1_250,
                    100,
                    () =>
                        [
                            .. Enumerable
                                .Range(0, 100)
                                .SelectMany(_ =>
                                {
                                    var length = random.Next(payload.Length);
                                    random.NextBytes(payload);
                                    return Stranger.Frame(
                                        (byte)random.Next(11),
                                        (byte)random.Next(256),
                                        random.Next(8),
                                        payload.AsSpan(0, length)
                                    );
                                }),
                        ],
                    stop
                );
            }
        );

    /// <summary>Says hello as a study does, and then frames with some bytes changed.</summary>
    internal async Task BrokenStudyAsync(CancellationToken stop)
    {
        const int InAMessage = 1_000;
        using var channel = TestAccess.Channel(engine);
        var client = new V1.Engine.EngineClient(channel);
        var random = new Random(15);
        var (sent, epoch) = (0, 1UL);
        while (sent < 1_000_000)
        {
            using var call = client.Attach(cancellationToken: stop);
            var reading = DrainAsync(call.ResponseStream, stop);
            try
            {
                await call.RequestStream.WriteAsync(Message([SampleFrames.Hello(++epoch).ToByteArray()]), stop);
                for (var counter = 1UL; sent < 1_000_000 && !reading.IsCompleted; sent += InAMessage)
                {
                    await call.RequestStream.WriteAsync(
                        Message(Enumerable.Range(0, InAMessage).Select(_ => Broken(epoch, counter++, random))),
                        stop
                    );
                }
                // A stream that the engine has no reason to end is ended here.
                await call.RequestStream.CompleteAsync();
            }
            catch (Exception ended) when (ended is RpcException or IOException)
            {
                // What was broken has ended the stream; the next one goes on.
            }

            await reading;
        }
    }

    private static async Task DrainAsync(IAsyncStreamReader<EngineFrames> answers, CancellationToken stop)
    {
        try
        {
            while (await answers.MoveNext(stop))
                continue;
        }
        catch (Exception ended) when (ended is RpcException or IOException)
        {
            // As above.
        }
    }

    // A frame of trades in which bytes behind epoch and counter are others.
    private static byte[] Broken(ulong epoch, ulong counter, Random random)
    {
        var bytes = SampleFrames.Trades(epoch, counter).ToByteArray();
        for (var flips = random.Next(1, 6); flips > 0; flips--)
            bytes[random.Next(14, bytes.Length)] = (byte)random.Next(256);
        return bytes;
    }

    private static StudyFrames Message(IEnumerable<byte[]> frames)
    {
        var message = new StudyFrames();
        message.Frame.AddRange(frames.Select(frame => ByteString.CopyFrom(frame)));
        return message;
    }

    private static Task TogetherAsync(int count, Func<int, Task> work) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(n => Task.Run(() => work(n))));

    /// <summary>Says something so many times and so long at least, over a new connection whenever the engine has hung up or takes nothing more.</summary>
    private async Task RepeatAsync(int times, int messages, Func<byte[]> make, CancellationToken stop, Action? onNew = null)
    {
        Stranger? stranger = null;
        var clock = Stopwatch.StartNew();
        for (var taken = 0; taken < times || clock.Elapsed < AtLeast; )
        {
            if (stranger is null)
            {
                stranger = await Stranger.ConnectAsync(engine.Port);
                Interlocked.Increment(ref _connections);
                onNew?.Invoke();
                await stranger.TrySayAsync(Stranger.Greeting, stop);
            }

            // Answers are not read: at some moment the engine takes nothing more, which is right.
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
            patience.CancelAfter(TimeSpan.FromSeconds(1));
            if (await stranger.TrySayAsync(make(), patience.Token))
            {
                taken++;
                Interlocked.Add(ref _said, messages);
                continue;
            }

            stranger.Dispose();
            stranger = null;
        }

        stranger?.Dispose();
    }
}
