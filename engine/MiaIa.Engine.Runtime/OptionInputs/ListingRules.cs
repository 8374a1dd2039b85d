using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using MiaIa.Engine.Runtime.Ingress;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.OptionInputs;

/// <summary>Every rule of OptionChainListed.</summary>
internal static class ListingRules
{
    private const int ExpiriesMax = 256;
    private const int StrikesMax = 32_768;
    private const int RootCharactersMax = 6;
    private const long StrikeMilliMax = 1_000_000_000;
    private const uint FreshSecondsMax = 604_800;

    internal static Refusal? FirstBroken(OptionChainListed listed) =>
        OptionRules.Chain("listed.underlying", listed.Underlying)
        ?? OptionRules.Unless(listed.Listing >= 1, RefusalReason.OutOfRange, "listed.listing", listed.Listing, "at least 1")
        ?? OptionRules.Source("listed.source", listed.Source)
        ?? OptionRules.Unless(
            listed.VolatilityFreshSeconds <= FreshSecondsMax,
            RefusalReason.OutOfRange,
            "listed.volatility_fresh_seconds",
            listed.VolatilityFreshSeconds,
            "0 to 604800"
        )
        ?? Field.Time("listed.observed_unix_us", listed.ObservedUnixUs)
        ?? OptionRules.Unless(
            listed.Expiry.Count is >= 1 and <= ExpiriesMax,
            RefusalReason.BadCount,
            "listed.expiry.length",
            listed.Expiry.Count,
            "1 to 256"
        )
        ?? Expiries(listed);

    private static Refusal? Expiries(OptionChainListed listed)
    {
        var strikes = 0;
        ListedExpiry? before = null;
        for (var i = 0; i < listed.Expiry.Count; i++)
        {
            var expiry = listed.Expiry[i];
            var broken = Root(expiry.Root, i) ?? Date(expiry.Date, i) ?? Order(before, expiry, i) ?? Strikes(expiry, i);
            if (broken is not null)
                return broken;

            strikes += expiry.StrikeStepMilli.Count;
            before = expiry;
        }

        return strikes <= StrikesMax
            ? null
            : Refusal.From(RefusalReason.BadCount, "listed.expiry.strike_step_milli.length", strikes, "at most 32768 together");
    }

    private static Refusal? Root(string root, int i)
    {
        var isSound = root.Length is >= 1 and <= RootCharactersMax;
        for (var c = 0; isSound && c < root.Length; c++)
            isSound = root[c] is >= 'A' and <= 'Z';

        return isSound ? null : new Refusal(RefusalReason.BadName, Of(i, "root"), Refusal.Quote(root), "1 to 6 capitals");
    }

    private static Refusal? Date(uint date, int i) =>
        OptionRules.Unless(
            OptionRules.DateOf(date) is not null,
            RefusalReason.BadTime,
            Of(i, "date"),
            date,
            "a date as yyyymmdd, 2000 to 2099"
        );

    /// <summary>The order in which a chain counts its contracts: without it an update would speak of other contracts than it means.</summary>
    private static Refusal? Order(ListedExpiry? before, ListedExpiry expiry, int i)
    {
        if (before is null)
            return null;

        var (left, right) = (SettlementOf(before), SettlementOf(expiry));
        var order = left.CompareTo(right);
        order = order != 0 ? order : before.Date.CompareTo(expiry.Date);
        order = order != 0 ? order : string.CompareOrdinal(before.Root, expiry.Root);
        return order < 0
            ? null
            : Refusal.From(RefusalReason.BadTime, Of(i, "date"), expiry.Date, "after the expiry before it, by settlement, date and root");
    }

    private static Refusal? Strikes(ListedExpiry expiry, int i)
    {
        if (expiry.RefusedRows > StrikesMax)
            return Refusal.From(RefusalReason.BadCount, Of(i, "refused_rows"), expiry.RefusedRows, "at most 32768");

        if (expiry.StrikeStepMilli.Count == 0)
            return Refusal.From(RefusalReason.BadCount, Of(i, "strike_step_milli.length"), 0, "at least 1");

        long strike = 0;
        for (var s = 0; s < expiry.StrikeStepMilli.Count; s++)
        {
            strike += expiry.StrikeStepMilli[s];
            if (expiry.StrikeStepMilli[s] == 0 || strike > StrikeMilliMax)
            {
                return Refusal.At(
                    RefusalReason.BadPrice,
                    Of(i, "strike_step_milli"),
                    s,
                    expiry.StrikeStepMilli[s],
                    "above 0, the strike at most 1000000 points"
                );
            }
        }

        return null;
    }

    private static UnixNanos SettlementOf(ListedExpiry expiry) =>
        OptionSettlement.From(expiry.Root, OptionRules.DateOf(expiry.Date) ?? default);

    private static string Of(int i, string field) => OptionRules.Indexed("listed.expiry", i) + "." + field;
}
