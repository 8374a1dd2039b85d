namespace MiaIa.Engine.Options;

/// <summary>What a forward that quotes imply must meet to be believed.</summary>
/// <param name="PairsMin">Pairs that count, at least.</param>
/// <param name="Base">|ln(F/S)| is at most this …</param>
/// <param name="PerYear">… and this for each year to settlement: more than a carry can be, and less than a wrong quote makes of it.</param>
public sealed record ForwardBounds(int PairsMin, double Base, double PerYear)
{
    internal bool IsSound => PairsMin >= 1 && Base >= 0 && PerYear >= 0;

    internal bool Admit(int pairs, double logRatio, double years) => pairs >= PairsMin && Math.Abs(logRatio) <= Base + (PerYear * years);
}
