using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Requests;

namespace MiaIa.Ibkr.Client;

/// <summary>The client as a planner sees it, inside the client's lock: it subscribes and requests, and nothing waits.</summary>
public interface IClientRequests
{
    /// <summary>Lines that the session has; lower than set once the Gateway has refused one for want of lines.</summary>
    int Lines { get; }

    /// <summary>Whether requests are sent at the moment.</summary>
    bool IsLive { get; }

    /// <summary>Subscribes to a line.</summary>
    /// <returns>Its key, which the reader is called with.</returns>
    int Subscribe(MarketDataSubscription subscription);

    /// <summary>Ends a subscription; nothing happens when it was dropped before.</summary>
    void Drop(int line);

    /// <summary>Asks for every contract that fits; one of the two is called later, inside the client's lock.</summary>
    void AskDetails(Contract contract, Action<IReadOnlyList<ContractDetails>> done, Action<Exception> failed);

    /// <summary>Asks what options are listed; one of the two is called later, inside the client's lock.</summary>
    void AskParameters(
        string symbol,
        string securityType,
        int conId,
        Action<IReadOnlyList<OptionParameters>> done,
        Action<Exception> failed
    );

    /// <summary>Asks for bars of the past, oldest first; the request id is given here, and one of the two is called later, inside the client's lock.</summary>
    void AskBars(BarsRequest request, Action<IReadOnlyList<Bar>> done, Action<Exception> failed);

    /// <summary>Raises an alert, once until it is closed.</summary>
    void Raise(string name, AlertSeverity severity, string text, string subject);

    /// <summary>Ends an alert's episode.</summary>
    void Close(string name, string subject);
}
