using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using MiaIa.GatewaySim.Setup;

namespace MiaIa.GatewaySim.Markets;

/// <summary>What the market is made of.</summary>
/// <param name="Spx">The chain on SPX.</param>
/// <param name="Qqq">The chain on QQQ; null = none is listed.</param>
/// <param name="Tape">A recorded ES session; null = the spot stands where it is.</param>
/// <param name="Start">The market's moment at the start.</param>
/// <param name="BasisPoints">ES above SPX.</param>
/// <param name="Vix">VIX at the start.</param>
/// <param name="Vxn">VXN at the start.</param>
/// <param name="VixHistory">Daily bars of VIX.</param>
/// <param name="VxnHistory">Daily bars of VXN.</param>
internal sealed record MarketSetup(
    ChainTable Spx,
    ChainTable? Qqq,
    SessionTape? Tape,
    UnixNanos Start,
    double BasisPoints,
    double Vix,
    double Vxn,
    IndexHistory VixHistory,
    IndexHistory VxnHistory
)
{
    private const double DefaultSpot = 5_800,
        DefaultVix = 16,
        DefaultBasis = 12,
        QqqOverSpx = 0.09;

    /// <summary>Reads every file that the options name.</summary>
    /// <exception cref="IOException">A file cannot be opened or is not what it should be.</exception>
    /// <exception cref="InvalidDataException">A history cannot be read.</exception>
    public static MarketSetup From(SimulatedGatewayOptions options)
    {
        var tape = options.ScidFile is { } scid ? SessionTape.Read(scid) : null;
        var asked = MomentOf(options) ?? tape?.Start;
        var start = asked ?? Moment(options.Time.GetUtcNow());
        var spot = options.SpotPoints ?? (tape is { } session ? session.FirstPrice - (options.BasisPoints ?? DefaultBasis) : DefaultSpot);
        var spx = options.ChainFile is { } file ? ChainTable.Read(file, asked) : SyntheticChain.Spx(spot, start);
        if (options.ChainFile is not null && asked is null)
            start = spx.AsOf;
        var qqq =
            options.BackupChainFile is { } backup ? ChainTable.Read(backup, start)
            : spx.IsSynthetic ? SyntheticChain.Qqq(Math.Round(spot * QqqOverSpx), start)
            : null;

        var today = NewYorkTime.From(start).Date;
        var vixHistory = options.VixFile is { } vixFile ? IndexHistory.Read(vixFile) : null;
        var vxnHistory = options.VxnFile is { } vxnFile ? IndexHistory.Read(vxnFile) : null;
        var vix = options.VixLevel ?? vixHistory?.CloseBefore(today.PlusDays(1)) ?? DefaultVix;
        var vxn = vxnHistory?.CloseBefore(today.PlusDays(1)) ?? SimulatedMarket.VxnOf(vix);
        return new MarketSetup(
            spx,
            qqq,
            tape,
            start,
            options.BasisPoints ?? (tape is null ? DefaultBasis : tape.FirstPrice - spx.Spot),
            vix,
            vxn,
            vixHistory ?? IndexHistory.Synthetic(vix, today),
            vxnHistory ?? IndexHistory.Synthetic(vxn, today)
        );
    }

    private static UnixNanos? MomentOf(SimulatedGatewayOptions options) => options.MarketStart is { } start ? Moment(start) : null;

    private static UnixNanos Moment(DateTimeOffset time) => UnixNanos.Trusted((time - DateTimeOffset.UnixEpoch).Ticks * 100);
}
