using MiaIa.Engine.Market;
using MiaIa.Engine.Options;

namespace MiaIa.Engine.Features;

/// <summary>
/// options_flow_bias: do option traders buy protection or upside? Inputs: today's put and call volume of the first three live expiry dates,
/// and the premium that traded out of the money over 15 minutes (contracts × mid at the time). x = ln(put/call volume);
/// z = (x − median)/max(1.4826·MAD, 0.05) over the same minute of 20 stored days, else over the minute marks of this session (at least 30);
/// flow = (calls − puts)/(calls + puts); s = 0.6·(−clamp(z/2)) + 0.4·flow, −1 … +1. Where the index's own chain does not serve, that of the
/// backup does, with its own history, marked so.
/// Not ready: no chain, a feed that is down or late, no fresh volume, a side without volume, nothing to compare with, under 15 minutes of
/// option trades. Source: confluence.md, feature 8.
/// </summary>
internal sealed class OptionsFlowBias(OptionState options)
{
    private const double RatioShare = 0.6;
    private const double FlowShare = 0.4;
    private const double ZFull = 2;

    internal FeatureReading Read(MarketState market)
    {
        var now = UnixNanos.Trusted(market.NowMillis * UnixNanos.PerMilli);
        var reason = ReasonOf(options.Main, options.MainFlow, now);
        if (reason == ReadingRemark.None)
        {
            return Valid(
                options.Main,
                options.MainFlow,
                options.Main.Source == ChainSource.Live ? ReadingRemark.None : ReadingRemark.OptionsReplayed
            );
        }

        return ReasonOf(options.Backup, options.BackupFlow, now) == ReadingRemark.None
            ? Valid(options.Backup, options.BackupFlow, ReadingRemark.BackupOptions)
            : FeatureReading.NotReady(reason, options.Main.VolumeAt);
    }

    /// <summary>What a valid reading is made of now.</summary>
    internal void AddFactors(ReadingRemark remark, List<FeatureFactor> factors)
    {
        var flow = remark == ReadingRemark.BackupOptions ? options.BackupFlow : options.MainFlow;
        factors.Add(new(FeatureId.OptionsFlowBias, "put/call", Ratio(flow)));
        factors.Add(new(FeatureId.OptionsFlowBias, "flow", flow.Flow));
    }

    private static FeatureReading Valid(IndexChain board, PutCallFlow flow, ReadingRemark remark) =>
        FeatureReading.Valid((RatioShare * Ratio(flow)) + (FlowShare * flow.Flow), board.VolumeAt, remark);

    private static double Ratio(PutCallFlow flow) => -Math.Clamp(flow.Z / ZFull, -1, 1);

    private ReadingRemark ReasonOf(IndexChain board, PutCallFlow flow, UnixNanos now)
    {
        if (OptionReasons.From(options, board) is not ReadingRemark.None and var reason)
            return reason;
        if (!board.IsFresh(board.VolumeAt, now))
            return ReadingRemark.OptionVolumeStale;
        if (double.IsNaN(flow.LogRatio))
            return ReadingRemark.NoPutCallRatio;
        if (!flow.HasSample)
            return ReadingRemark.FewPutCallMinutes;
        return flow.HasFlow ? ReadingRemark.None : ReadingRemark.ShortOptionFlow;
    }
}
