using MiaIa.Engine.Market;

namespace MiaIa.Engine.Options;

/// <summary>The levels of a chain at one minute mark. Prices are index points; NaN where there was no such level.</summary>
/// <param name="At">The mark, market time.</param>
/// <param name="Spot">The index.</param>
/// <param name="Basis">Future less index.</param>
/// <param name="Coverage">Of the chain, 0 … 1.</param>
/// <param name="NetUsd">Net GEX of all expiries, dollars per 1 %.</param>
/// <param name="GrossUsd">Gross GEX of all expiries, dollars per 1 %.</param>
/// <param name="Crossings">Places where net GEX of all expiries changes sign.</param>
/// <param name="All">Of all expiries.</param>
/// <param name="First">Of the first live date.</param>
public readonly record struct GammaMinute(
    UnixNanos At,
    double Spot,
    double Basis,
    double Coverage,
    double NetUsd,
    double GrossUsd,
    int Crossings,
    GammaMinuteLevels All,
    GammaMinuteLevels First
);

/// <summary>The levels of one scope, in index points; NaN where there is none.</summary>
/// <param name="CallWall">The strike with the largest net GEX.</param>
/// <param name="PutWall">The strike with the most negative.</param>
/// <param name="ZeroGamma">The crossing nearest to spot.</param>
/// <param name="AbsoluteGamma">The strike with the largest gross GEX.</param>
public readonly record struct GammaMinuteLevels(double CallWall, double PutWall, double ZeroGamma, double AbsoluteGamma)
{
    internal static GammaMinuteLevels Of(GexProfile profile) =>
        new(profile.CallWall.Strike, profile.PutWall.Strike, profile.ZeroGamma.Nearest, profile.AbsoluteGamma.Strike);
}
