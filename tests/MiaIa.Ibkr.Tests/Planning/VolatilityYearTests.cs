using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using MiaIa.Ibkr.Client;
using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Planning;
using MiaIa.Ibkr.Requests;
using NodaTime;

namespace MiaIa.Ibkr.Tests.Planning;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class VolatilityYearTests
{
    private static readonly UnixNanos Now = NewYorkTime.At(new LocalDate(2026, 1, 6), new LocalTime(11, 0));

    private readonly AskedRequests _requests = new();
    private readonly VolatilityYear _year = new(IndexLines.Vix);

    [Test]
    public void It_asks_once_a_day_and_after_a_refusal_ten_minutes_later()
    {
        StepAt(0);
        StepAt(30);
        Assert.That(_requests.Requests, Has.Count.EqualTo(1), "it waits for the answer");
        _requests.Failed!(new TimeoutException("bars of VIX: no answer within 60 s"));
        Assert.That(_year.Standing.ToString(), Is.EqualTo("VIX no history: bars of VIX: no answer within 60 s"));
        StepAt(599);
        Assert.That(_requests.Requests, Has.Count.EqualTo(1));
        StepAt(600);
        _requests.Done!([Bar("20260105", 15)]);
        StepAt(3_600);
        Assert.That(_requests.Requests, Has.Count.EqualTo(2));
        StepAt(14 * 3_600);
        Assert.That(_requests.Requests, Has.Count.EqualTo(3), "another day");
    }

    [Test]
    public void Todays_bar_and_what_cannot_be_true_are_left_out_and_equal_closes_count_half()
    {
        StepAt(0);
        _requests.Done!([Bar("20251231", 14), Bar("20260102", 0.16), Bar("20260105", 15), Bar("nonsense", 30), Bar("20260106", 99)]);
        Assert.That(_year.Standing, Is.EqualTo(new VolatilityStanding("VIX", double.NaN, 15, "20260105", 2, 0.75, "")));
        _year.OnPrint(14.5);
        Assert.That((_year.Standing.Now, _year.Standing.ShareBelow), Is.EqualTo((14.5, 0.5)));
        _year.OnStale();
        Assert.That((_year.Standing.Now, _year.Standing.ShareBelow), Is.EqualTo((double.NaN, 0.75)), "what it was is not what it is");
    }

    [Test]
    public void It_asks_for_nothing_while_the_link_is_lost()
    {
        _requests.IsLive = false;
        StepAt(0);
        Assert.That(_requests.Requests, Is.Empty);
        Assert.That(_year.Standing.ToString(), Is.EqualTo("VIX no history yet"));
    }

    private void StepAt(double seconds) => _year.Step(UnixNanos.Trusted(Now.Value + (long)(seconds * UnixNanos.PerSecond)), _requests);

    private static Bar Bar(string date, double close) => new(date, close, close, close, close, null, null, null);

    /// <summary>A requests that only keeps what bars were asked for.</summary>
    private sealed class AskedRequests : IClientRequests
    {
        public List<BarsRequest> Requests { get; } = [];

        public Action<IReadOnlyList<Bar>>? Done { get; private set; }

        public Action<Exception>? Failed { get; private set; }

        public int Lines => 100;

        public bool IsLive { get; set; } = true;

        public int Subscribe(MarketDataSubscription subscription) => throw new InvalidOperationException("no line is needed");

        public void Drop(int line) => throw new InvalidOperationException("no line is needed");

        public void AskDetails(Contract contract, Action<IReadOnlyList<ContractDetails>> done, Action<Exception> failed) =>
            throw new InvalidOperationException("no details are needed");

        public void AskParameters(
            string symbol,
            string securityType,
            int conId,
            Action<IReadOnlyList<OptionParameters>> done,
            Action<Exception> failed
        ) => throw new InvalidOperationException("no parameters are needed");

        public void AskBars(BarsRequest request, Action<IReadOnlyList<Bar>> done, Action<Exception> failed)
        {
            Requests.Add(request);
            (Done, Failed) = (done, failed);
        }

        public void Raise(string name, AlertSeverity severity, string text, string subject) =>
            throw new InvalidOperationException("it is no alert");

        public void Close(string name, string subject) => throw new InvalidOperationException("it is no alert");
    }
}
