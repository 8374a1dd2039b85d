using MiaIa.Engine.Host.Tests;
using MiaIa.Engine.Host.Tests.Chains;
using MiaIa.Engine.Host.Tests.Sessions;
using MiaIa.V1;

namespace MiaIa.Engine.Web.Tests.Browser;

/// <summary>A study that plays the made-up hour to an engine, with a made-up chain beside it: first most of it, then second by second.</summary>
internal sealed class PlayedTape : IDisposable
{
    /// <summary>After so many its first signal has become a position, on paper.</summary>
    internal const int SecondsToAnEntry = 1810;

    private const ulong Epoch = 7;
    private readonly ScriptedStudy _study;
    private readonly List<StudyFrame> _frames = TrendTape.Frames(Epoch);
    private int _sent;

    private PlayedTape(ScriptedStudy study) => _study = study;

    internal static async Task<PlayedTape> BeginAsync(ScriptedStudy study, int seconds)
    {
        var tape = new PlayedTape(study);
        var hello = TrendTape.Hello(Epoch);
        // Of the tape's own time, so that the guard of contracts lets a signal become a trade.
        hello.Hello.Contract = "MESU23_FUT_CME";
        await study.GreetAsync(hello);
        await tape.PlayAsync(seconds);
        return tape;
    }

    /// <summary>The same tape at another time and another price, as a replay.</summary>
    internal static async Task<PlayedTape> BeginAtAsync(ScriptedStudy study, int seconds, long startUnixUs, int startTicks)
    {
        var tape = new PlayedTape(study);
        var (later, higher) = (startUnixUs - tape._frames[0].Trades.BaseUnixUs, startTicks - tape._frames[0].Trades.BasePriceTicks);
        foreach (var frame in tape._frames)
            Move(frame, later, higher);
        var hello = TrendTape.Hello(Epoch);
        (hello.Hello.Replay, hello.Hello.Label) = (ReplayState.Running, "REPLAY");
        await study.GreetAsync(hello);
        await tape.PlayAsync(seconds);
        return tape;
    }

    /// <summary>So many seconds at once, until the engine has them.</summary>
    internal async Task PlayAsync(int seconds)
    {
        for (var end = _sent + (2 * seconds); _sent < end; )
            await SendAsync(Math.Min(200, end - _sent));
        await _study.AckedAsync((ulong)_sent);
    }

    /// <summary>What was traded in its first seconds.</summary>
    internal IEnumerable<(int Ticks, uint Lots)> Trades(int seconds)
    {
        foreach (var trades in _frames.Take(2 * seconds).Select(frame => frame.Trades).OfType<TradeBatch>())
        {
            var ticks = trades.BasePriceTicks;
            for (var i = 0; i < trades.VolumeLots.Count; i++)
                yield return (ticks += trades.PriceDeltaTicks[i], trades.VolumeLots[i]);
        }
    }

    /// <summary>A chain around the tape's prices, for whoever has the runner.</summary>
    internal static void OfferChain(Func<OptionInput, string?> apply, long marketUnixUs)
    {
        OptionInput[] inputs = [MadeUpSpx.Listed(), MadeUpSpx.Print(Underlying.Spx, 4390, marketUnixUs), MadeUpSpx.Values(marketUnixUs, 1)];
        foreach (var input in inputs)
            Assert.That(apply(input), Is.Null);
    }

    /// <summary>One second more: its trades and its book. Returns the price of its last trade, in ticks.</summary>
    internal async Task<int> StepAsync()
    {
        var trades = _frames[_sent].Trades;
        await SendAsync(2);
        return trades.BasePriceTicks + trades.PriceDeltaTicks.Sum();
    }

    /// <summary>As many seconds as it takes to another price: what a page shows then, it has heard of.</summary>
    internal async Task<int> StepToAnotherPriceAsync()
    {
        var before = _frames[_sent - 2].Trades.BasePriceTicks;
        int now;
        do now = await StepAsync();
        while (now == before);
        return now;
    }

    public void Dispose() => _study.Dispose();

    private static void Move(StudyFrame frame, long laterUs, int higherTicks)
    {
        if (frame.Trades is { } trades)
            (trades.BaseUnixUs, trades.BasePriceTicks) = (trades.BaseUnixUs + laterUs, trades.BasePriceTicks + higherTicks);
        if (frame.Depth is not { } depth)
            return;
        depth.ObservedUnixUs += laterUs;
        for (var i = 0; i < depth.BidPriceTicks.Count; i++)
            depth.BidPriceTicks[i] += higherTicks;
        for (var i = 0; i < depth.AskPriceTicks.Count; i++)
            depth.AskPriceTicks[i] += higherTicks;
    }

    private async Task SendAsync(int count)
    {
        await _study.SendAsync([.. _frames.Skip(_sent).Take(count)]);
        _sent += count;
    }
}
