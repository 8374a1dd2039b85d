using MiaIa.V1;

namespace MiaIa.Engine.Host.Vendors;

/// <summary>Our levels of a chain in points of the future: walls, zero gamma and absolute gamma of all expiries and of the first.</summary>
internal static class OurPrices
{
    internal static IReadOnlyList<OurPrice> From(GammaExposure? exposure, double basisPoints)
    {
        var prices = new List<OurPrice>();
        if (exposure is null || !double.IsFinite(basisPoints))
            return prices;
        Add(exposure.All, "");
        Add(exposure.First, "_first");
        return prices;

        void Add(GammaScope scope, string suffix)
        {
            AddOne("call_wall", scope.CallWall?.Strike);
            AddOne("put_wall", scope.PutWall?.Strike);
            AddOne("zero_gamma", scope.HasZeroGammaPoints ? scope.ZeroGammaPoints : null);
            AddOne("absolute_gamma", scope.AbsoluteGamma?.Strike);

            void AddOne(string name, double? points)
            {
                if (points is { } known)
                    prices.Add(new OurPrice(name + suffix, known + basisPoints));
            }
        }
    }
}
