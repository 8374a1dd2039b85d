using Golden.Beside;
using MiaIa.CboeFiles;
using MiaIa.Engine.Market;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.OptionInputs;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.Replay;
using MiaIa.V1;

namespace Golden.Noise;

/// <summary>
/// Sessions of noise beside a recorded chain that stands still: its quotes, volatilities and open interest are those of one moment, told
/// once at the open of its day, while spot follows the noise at a constant basis and the volatility index does not move.
/// </summary>
/// <param name="table">A quote table of SPX.</param>
/// <param name="liveFromNanos">The regular open of its day, Unix ns.</param>
/// <param name="vixPercent">The volatility index of that day.</param>
internal sealed class NoiseBesideChain(CboeTable table, long liveFromNanos, double vixPercent)
{
    private const double BasisPoints = 4.5;

    /// <summary>Plays one session; <paramref name="evaluated"/> takes the core once a second.</summary>
    public EngineCore Play(ulong seed, Action<EngineCore> evaluated)
    {
        var options = EngineOptions.From(new EngineSettings());
        var step = new EngineState(options with { Instruments = [options.Instruments[0]] }, 1, new ReplayRun(1_000));
        var core = step.Instruments[0].Core;
        step.Attach(
            1,
            new Hello
            {
                Instrument = "ES",
                Contract = "ESU23_FUT_CME",
                Label = "REPLAY",
            },
            liveFromNanos - UnixNanos.PerSecond
        );
        List<OptionInput> chain = [.. TableInputs.From(table, Underlying.Spx, OptionSource.Replay)];
        var second = 0;
        var session = new NoiseSession(seed, core, isMirrored: false, firstBid: (int)((table.Spot + BasisPoints) * 4))
        {
            LiveFromNanos = liveFromNanos,
            EachSecond = (at, bid) =>
            {
                if (second++ == 0)
                    chain.ForEach(input => step.Apply(OptionWords.AsOf(input, at), at.Value));
                step.Apply(OptionWords.Print(Underlying.Spx, ((bid + 0.5) / 4) - BasisPoints, at, OptionSource.Replay), at.Value);
                if (second % 60 == 1)
                    step.Apply(OptionWords.Print(Underlying.Vix, vixPercent, at, OptionSource.Replay), at.Value);
            },
        };
        session.Play(() => evaluated(core));
        return core;
    }
}
