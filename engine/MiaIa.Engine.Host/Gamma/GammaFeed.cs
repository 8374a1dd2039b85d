using Grpc.Core;
using MiaIa.Engine.Host.Runner;
using MiaIa.Engine.Host.Vendors;
using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.State;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Gamma;

/// <summary>
/// Makes what a page draws of an instrument's options when it is asked for. Under the runner's lock columns are copied and nothing is computed, and
/// the large ones only once a fit; everything else is done beside it. Without a page that asks, nothing is done.
/// </summary>
/// <param name="runner">The owner of the cores.</param>
/// <param name="vendors">What vendors say.</param>
internal sealed class GammaFeed(EngineRunner runner, VendorBoard vendors)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Fitted> _newest = [];

    /// <summary>The view, without what the caller says that it has.</summary>
    /// <exception cref="RpcException">The instrument is not one of ours.</exception>
    internal GammaView View(GetGammaRequest request)
    {
        // One at a time: what the first one makes, the next one takes.
        lock (_gate)
        {
            var held = UnixNanos.Trusted(
                Math.Clamp(request.KnownMinuteUnixS, 0, UnixNanos.MaxValue / UnixNanos.PerSecond) * UnixNanos.PerSecond
            );
            var reading = runner.Read(state => Read(Find(state, request.Instrument), held));
            var view = ViewOf(reading);
            var fitted = FittedOf(reading);
            if (fitted is not null && view.FittedUnixUs != request.KnownFittedUnixUs)
                view.Exposure = fitted.Exposure;
            view.Vendor.AddRange(vendors.Sources(ChartOf(reading), fitted?.Exposure, fitted?.Ladder ?? []));
            return view;
        }
    }

    private GammaReading Read(InstrumentEngine instrument, UnixNanos minuteHeld) =>
        GammaReading.Of(instrument, _newest.GetValueOrDefault(instrument.Name)?.FittedAt ?? default, minuteHeld, runner.NowUnixNs);

    private static InstrumentEngine Find(EngineState state, string name) =>
        name.Length > 0
            ? InstrumentLookup.Of(state, name).Single()
            : state.Instruments.MaxBy(one =>
                one.Core.Levels.Analytics is not { } chain ? 0
                : chain.FittedAt.Value == 0 ? 1
                : 2
            )!;

    private Fitted? FittedOf(GammaReading reading)
    {
        if (reading.Snapshot is { } snapshot)
        {
            _newest[reading.Instrument] = new Fitted(
                snapshot.FittedAt,
                ExposureMessage.From(snapshot, reading.Open),
                snapshot.Chain.Ladder.ToArray()
            );
        }

        if (reading.FittedAt.Value == 0 || reading.IsSettled)
            _newest.Remove(reading.Instrument);
        return _newest.GetValueOrDefault(reading.Instrument);
    }

    private static VendorChart ChartOf(GammaReading reading) =>
        new()
        {
            Instrument = reading.Instrument,
            Contract = reading.Contract,
            Index = reading.Index,
            Now = reading.CountedTo,
            LastPoints = reading.LastPoints,
            BasisPoints = reading.BasisPoints,
            StudyValues = reading.StudyValues,
        };

    private static GammaView ViewOf(GammaReading reading)
    {
        var view = new GammaView
        {
            Instrument = reading.Instrument,
            Index = reading.Index.ToString().ToUpperInvariant(),
            State =
                !reading.IsListed ? ChainState.None
                : reading.IsSettled ? ChainState.Settled
                : reading.FittedAt.Value == 0 ? ChainState.Unplaced
                : ChainState.Fitted,
            Source = reading.Source == ChainSource.None ? "" : reading.Source.ToString().ToLowerInvariant(),
            Condition = reading.Condition.ToString().ToLowerInvariant(),
            MarketUnixUs = reading.Now.Micros,
            CountedToUnixUs = reading.CountedTo.Micros,
            StudyAttached = reading.IsStudyThere,
            TickSizePoints = reading.TickSizePoints,
            BasisUnixUs = reading.BasisAt.Micros,
            Coverage = reading.Coverage,
            CoverageMin = DrawnLevels.CoverageMin,
            OpenInterestShare = reading.OpenInterestShare,
            FittedUnixUs = reading.FittedAt.Micros,
            OpenInterestUnixUs = reading.OpenInterestAt.Micros,
            Minutes = MinutesMessage.From(reading.Minutes),
            FirstMinuteUnixS = reading.FirstMinute.Value / UnixNanos.PerSecond,
        };
        if (double.IsFinite(reading.LastPoints))
            view.LastPoints = reading.LastPoints;
        if (double.IsFinite(reading.BasisPoints))
            view.BasisPoints = reading.BasisPoints;
        return view;
    }

    private sealed record Fitted(UnixNanos FittedAt, GammaExposure Exposure, double[] Ladder);
}
