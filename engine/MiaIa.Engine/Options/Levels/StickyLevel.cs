using MiaIa.Engine.Market;

namespace MiaIa.Engine.Options;

/// <summary>
/// A level with a memory: once chosen, it gives way only to a strike that is clearly stronger, or when its own net changes sign. Chosen
/// anew at every tick, 0DTE walls changed nine times a session and biased the feature that reads them.
/// </summary>
public sealed class StickyLevel
{
    private readonly LevelKind _kind;
    private readonly OptionAnalyticsOptions _options;
    private int _rung = -1;

    internal StickyLevel(LevelKind kind, OptionAnalyticsOptions options)
    {
        _kind = kind;
        _options = options;
    }

    /// <summary>The strike in index points; NaN when no strike qualifies.</summary>
    public double Strike { get; private set; } = double.NaN;

    /// <summary>The level's exposure in dollars per 1 %: net for the walls (negative for the put wall), gross for absolute gamma.</summary>
    public double Exposure { get; private set; } = double.NaN;

    /// <summary>The strongest other strike, in index points; NaN when there is none.</summary>
    public double RunnerUpStrike { get; private set; } = double.NaN;

    /// <summary>Strength of the strongest other strike over the level's own, 0 … 1.1; often above 0.9, so do not read a wall as a wall.</summary>
    public double RunnerUpRatio { get; private set; } = double.NaN;

    /// <summary>The level as its readers weigh it while a replacement fades in.</summary>
    public LevelCrossfade Blend { get; } = new();

    /// <summary>Chooses freely; the choice counts in full at once.</summary>
    internal void Choose(ReadOnlySpan<double> ladder, ReadOnlySpan<double> net, ReadOnlySpan<double> gross, double spot)
    {
        _rung = LevelChoice.Strongest(_kind, ladder, net, gross, spot, except: -1);
        if (_rung < 0)
            Blend.Clear();
        else
            Blend.Set(ladder[_rung]);
        Describe(ladder, net, gross, spot);
    }

    /// <summary>Keeps the incumbent unless it must give way; what replaces it fades in.</summary>
    internal void Review(ReadOnlySpan<double> ladder, ReadOnlySpan<double> net, ReadOnlySpan<double> gross, double spot, UnixNanos now)
    {
        if (_rung < 0)
        {
            Choose(ladder, net, gross, spot);
            return;
        }
        var own = LevelChoice.Strength(_kind, net[_rung], gross[_rung]);
        var challenger = LevelChoice.Strongest(_kind, ladder, net, gross, spot, except: _rung);
        var strongest = challenger < 0 ? 0 : LevelChoice.Strength(_kind, net[challenger], gross[challenger]);
        if (own <= 0 && challenger < 0)
        {
            _rung = -1;
            Blend.Clear();
        }
        else if (own <= 0 || strongest >= own * (1 + _options.ReplacementEdge))
        {
            _rung = challenger;
            Blend.FadeTo(ladder[challenger], now, _options.FadeInNanos);
        }
        Describe(ladder, net, gross, spot);
    }

    private void Describe(ReadOnlySpan<double> ladder, ReadOnlySpan<double> net, ReadOnlySpan<double> gross, double spot)
    {
        (Strike, Exposure, RunnerUpStrike, RunnerUpRatio) = (double.NaN, double.NaN, double.NaN, double.NaN);
        if (_rung < 0)
            return;
        Strike = ladder[_rung];
        Exposure = _kind == LevelKind.AbsoluteGamma ? gross[_rung] : net[_rung];
        var other = LevelChoice.Strongest(_kind, ladder, net, gross, spot, except: _rung);
        RunnerUpRatio = 0;
        if (other < 0)
            return;
        RunnerUpStrike = ladder[other];
        RunnerUpRatio = LevelChoice.Strength(_kind, net[other], gross[other]) / LevelChoice.Strength(_kind, net[_rung], gross[_rung]);
    }
}
