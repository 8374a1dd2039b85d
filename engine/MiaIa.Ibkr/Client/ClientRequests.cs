using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Requests;

namespace MiaIa.Ibkr.Client;

/// <summary>Brings a planner's subscriptions and requests into the core.</summary>
internal sealed class ClientRequests(ClientCore core) : IClientRequests
{
    public int Lines => core.Lines.Ledger.Limit;

    public bool IsLive => core.Link.State is LinkState.Live or LinkState.Degraded;

    public int Subscribe(MarketDataSubscription subscription) => core.Lines.Subscribe(subscription);

    public void Drop(int line) => core.Lines.Drop(line);

    public void AskDetails(Contract contract, Action<IReadOnlyList<ContractDetails>> done, Action<Exception> failed) =>
        core.Requests.Add(new AskedDetails(contract, done, failed));

    public void AskParameters(
        string symbol,
        string securityType,
        int conId,
        Action<IReadOnlyList<OptionParameters>> done,
        Action<Exception> failed
    ) => core.Requests.Add(new AskedParameters(symbol, securityType, conId, done, failed));

    public void AskBars(BarsRequest request, Action<IReadOnlyList<Bar>> done, Action<Exception> failed) =>
        core.Requests.Add(new AskedBars(request, done, failed));

    public void Raise(string name, AlertSeverity severity, string text, string subject) =>
        core.Alerts.RaiseOnce(name, severity, text, subject);

    public void Close(string name, string subject) => core.Alerts.Close(name, subject);
}
