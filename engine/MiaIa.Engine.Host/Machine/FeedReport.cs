using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using MiaIa.Engine.Runtime.State;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Machine;

/// <summary>What comes in, and how long ago it last did. Under the runner's lock.</summary>
internal static class FeedReport
{
    // A fit each minute, a basis each second: what is three minutes old was left out.
    private const long FitStaleNanos = 180 * UnixNanos.PerSecond;

    private const string Up = "up";
    private const string Stale = "stale";
    private const string Gone = "gone";

    internal static void Add(MachineView view, EngineState state, long nowUnixNs)
    {
        foreach (var instrument in state.Instruments)
        {
            if (instrument.Publisher is { } study)
                AddStudy(view, instrument, study, nowUnixNs);
        }

        // Several cores hold the same chain: the one whose study is there knows it best.
        foreach (var instrument in state.Instruments.OrderByDescending(one => one.Publisher?.IsAttached == true))
            AddOptions(view, instrument, nowUnixNs);
    }

    private static void AddStudy(MachineView view, InstrumentEngine instrument, EpochState study, long nowUnixNs)
    {
        var core = instrument.Core;
        var silence = Math.Max(0, nowUnixNs - instrument.LastHeardUnixNs);
        long? heard = instrument.LastHeardUnixNs == 0 ? null : silence;
        Add(view, instrument, FeedKind.Study, study, heard, core.Options.StudyStaleMillis, study.Hello.Contract);
        var traded = MarketAge.Of(instrument, core.LastTradeAt, nowUnixNs);
        Add(view, instrument, FeedKind.Trades, study, traded, int.MaxValue, "");
        long? book = core.BookLastKnownAt.Value == 0 ? null : Math.Max(0, nowUnixNs - core.BookLastKnownAt.Value);
        // One of before the study attached is never fresh, however young.
        var staleMillis = core.BookKnownAt.Value == 0 ? 0 : core.Options.BookStaleMillis;
        Add(view, instrument, FeedKind.Book, study, book, staleMillis, core.Book.IsSound ? "" : "unsound");
    }

    // A market without trades is quiet, not stale: that is why trades have no limit.
    private static void Add(
        MachineView view,
        InstrumentEngine instrument,
        FeedKind kind,
        EpochState study,
        long? ageNs,
        int staleMillis,
        string detail
    )
    {
        var feed = new Feed
        {
            Subject = instrument.Name,
            Kind = kind,
            Detail = detail,
            Condition =
                !study.IsAttached ? Gone
                : ageNs is null || ageNs >= staleMillis * UnixNanos.PerMilli ? Stale
                : Up,
        };
        if (ageNs is { } known)
            feed.AgeUs = known / UnixNanos.PerMicro;
        view.Feed.Add(feed);
    }

    private static void AddOptions(MachineView view, InstrumentEngine instrument, long nowUnixNs)
    {
        var levels = instrument.Core.Levels;
        var subject = levels.Index.ToString().ToUpperInvariant();
        if (levels.ChainSource == ChainSource.None || view.Feed.Any(feed => feed.Subject == subject))
            return;

        var source = levels.ChainSource.ToString().ToLowerInvariant();
        // A share that nobody has measured yet, for want of the market's time, is not 0: the Gateway's own stands beside it.
        Add(
            FeedKind.Options,
            levels.Analytics?.FittedAt ?? default,
            levels.ChainCoverage > 0 ? $"{source}, {levels.ChainCoverage:P0}" : source
        );
        Add(FeedKind.Basis, levels.BasisAt, double.IsFinite(levels.BasisPoints) ? $"{levels.BasisPoints:+0.00;-0.00}" : "");

        void Add(FeedKind kind, UnixNanos at, string detail)
        {
            var age = MarketAge.Of(instrument, at, nowUnixNs);
            var feed = new Feed
            {
                Subject = subject,
                Kind = kind,
                Condition = IsLeftBehind(age) ? Stale : levels.ChainCondition.ToString().ToLowerInvariant(),
                Detail = detail,
            };
            if (age is { } known)
                feed.AgeUs = known / UnixNanos.PerMicro;
            view.Feed.Add(feed);
        }

        // However well values come: nobody fits them without the market's time.
        bool IsLeftBehind(long? ageNs) => instrument.Publisher?.IsAttached != true || ageNs >= FitStaleNanos;
    }
}
