using MiaIa.V1;

namespace MiaIa.Engine.Host.Tests.Sessions;

/// <summary>The same frames, once in order and once as a bad network brings them.</summary>
public sealed class ScrambledStreamTests
{
    private const ulong Epoch = 5;
    private const int Frames = 1_200;
    private const int Window = 40;

    [Test]
    public async Task Fault_09_Repeated_and_overtaking_frames_leave_the_delta_and_the_volume_of_the_clean_stream()
    {
        var frames = TrendTape.Frames(Epoch)[..Frames];
        var clean = await PlayAsync(frames.Chunk(Window));
        var random = new Random(9);
        // Within each window in any order, a third of the frames twice, and a third of the windows once more as a whole.
        var scrambled = frames
            .Chunk(Window)
            .SelectMany(window =>
            {
                var mixed = window.Concat(window.Where(_ => random.Next(3) == 0)).OrderBy(_ => random.Next()).ToArray();
                // What is lost behind a frame that came too early is asked for, and sent again.
                return random.Next(3) == 0 ? new[] { mixed, window, window } : [mixed, window];
            });
        var bad = await PlayAsync(scrambled);

        Assert.That((clean.TradeRecords, clean.Lots), Is.EqualTo((bad.TradeRecords, bad.Lots)));
        Assert.That((clean.BuyLots, clean.SellLots), Is.EqualTo((bad.BuyLots, bad.SellLots)));
        Assert.That(bad.State.Market.CumulativeDeltaLots, Is.EqualTo(clean.State.Market.CumulativeDeltaLots).And.Not.Zero);
        Assert.That(bad.DepthHash, Is.EqualTo(clean.DepthHash));
        Assert.That((clean.Duplicates, clean.ResendsRequested), Is.EqualTo((0UL, 0UL)));
        Assert.That(bad.Duplicates, Is.Positive);
        Assert.That(bad.ResendsRequested, Is.Positive);
    }

    private static async Task<InstrumentState> PlayAsync(IEnumerable<StudyFrame[]> parts)
    {
        await using var engine = await RunningEngine.StartAsync(coverageFloor: 0.30);
        using var study = engine.Study();
        await study.GreetAsync(TrendTape.Hello(Epoch));
        var newest = 0UL;
        foreach (var part in parts)
        {
            await study.SendAsync(part);
            newest = Math.Max(newest, part.Max(frame => frame.Counter));
        }

        await study.AckedAsync(newest);
        return await engine.InstrumentAsync("MES");
    }
}
