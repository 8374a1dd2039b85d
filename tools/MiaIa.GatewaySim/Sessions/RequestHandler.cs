using MiaIa.GatewaySim.Logging;
using MiaIa.GatewaySim.Wire;
using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Requests;
using MiaIa.Ibkr.Wire;

namespace MiaIa.GatewaySim.Sessions;

/// <summary>Serves the requests of one client. Under the Gateway's gate; answers go into the session's writer.</summary>
internal sealed class RequestHandler(GatewayState state, ClientSession session)
{
    private const int FirstRequestId = 1;

    private readonly MarketDataLines _lines = new(state, session);
    private readonly DefinitionRequests _definitions = new(state, session);

    /// <summary>Serves one message.</summary>
    public void Serve(ReadOnlySpan<byte> payload)
    {
        var fields = new FieldReader(payload, "request");
        var id = fields.Int("id");
        var inThisSecond = state.Rate.Count(state.Now);
        state.Statistics.OnRequest(fields.IsWhole ? id : -1, inThisSecond);
        // Two paced clients may both have found the last free place: that is nobody's fault.
        if (inThisSecond > state.Options.MessagesPerSecond && !session.Hello.IsPaced)
        {
            RefuseForRate(inThisSecond);
            return;
        }
        if (fields.IsWhole && session.ClientId is null && id != RequestIds.StartApi)
        {
            state.Statistics.OnEarly();
            LogMessages.TooEarly(state.Log, id);
            return;
        }
        if (fields.IsWhole)
            Serve(id, ref fields);
        if (fields.Fault is not { } fault)
            return;
        state.Statistics.OnMalformed();
        LogMessages.Malformed(state.Log, session.ClientId, fault.ToString());
        session.Refuse(-1, 320, $"Error reading request. {fault}");
    }

    private void Serve(int id, ref FieldReader fields)
    {
        switch (id)
        {
            case RequestIds.StartApi:
                Start(ref fields);
                break;
            case RequestIds.OpenLine:
                _lines.Open(ref fields);
                break;
            case RequestIds.CloseLine:
                _lines.Close(ref fields);
                break;
            case RequestIds.LineType:
                ChooseType(ref fields);
                break;
            case RequestIds.ContractDetails:
                _definitions.Contracts(ref fields);
                break;
            case RequestIds.OptionParameters:
                _definitions.Options(ref fields);
                break;
            case RequestIds.Bars:
                _definitions.Bars(ref fields);
                break;
            case RequestIds.CancelBars:
                _definitions.CancelBars(ref fields);
                break;
            case RequestIds.NextId:
                session.Answers.Write(new NextRequestId(FirstRequestId));
                break;
            case RequestIds.Accounts:
                session.Answers.Write(AccountsOf());
                break;
            case RequestIds.CurrentTime:
                session.Answers.Write(new CurrentTime(Seconds(state.Options.ClockOffset)));
                break;
            case RequestIds.LogLevel or RequestIds.CancelTickByTick:
                break;
            case RequestIds.TickByTick:
                session.Refuse(fields.Int("request id"), 10189, "Failed to request tick-by-tick data.:No market data permissions");
                break;
            case RequestIds.PlaceOrder or RequestIds.CancelOrder:
                RefuseOrder(ref fields);
                break;
            case var account when AccountAnswers.Write(account, ref fields, session.Answers):
                break;
            default:
                state.Statistics.OnUnknown();
                LogMessages.UnknownRequest(state.Log, id);
                session.Refuse(-1, 321, $"Error validating request.-'sim' : cause - message {id} is not served by this simulator");
                break;
        }
    }

    private long Seconds(TimeSpan ahead) =>
        (state.Market.At(state.Now).Time.Value / Engine.Market.UnixNanos.PerSecond) + (long)ahead.TotalSeconds;

    private void Start(ref FieldReader fields)
    {
        fields.Skip("version");
        var clientId = fields.Int("client id");
        if (!fields.IsWhole || session.ClientId is not null)
            return;
        if (!state.TryTakeClientId(clientId))
        {
            LogMessages.ClientIdInUse(state.Log, clientId);
            if (state.Options.TellsTakenId)
            {
                session.Refuse(
                    -1,
                    NoticeTable.ClientIdInUse,
                    "Unable to connect as the client id is already in use. Retry with a unique client id."
                );
            }

            session.CloseAfterAnswer();
            return;
        }
        session.Start(clientId);
        state.Statistics.OnSession();
        LogMessages.ClientStarted(state.Log, clientId, session.Answers.ServerVersion);
        session.Answers.Write(AccountsOf());
        session.Answers.Write(new NextRequestId(FirstRequestId));
        foreach (var (code, text) in FarmNotices.AtStart(state.Faults))
            session.Refuse(-1, code, text);
    }

    /// <summary>What is served is said where a person looks first: in the account's name.</summary>
    private Accounts AccountsOf() => new([state.Setup.Spx.IsSynthetic ? "SYNTHETIC1" : "SIMULATED1"]);

    private void ChooseType(ref FieldReader fields)
    {
        fields.Skip("version");
        var type = fields.Int("type");
        if (!fields.IsWhole)
            return;
        if (Enum.IsDefined((LineType)type))
            session.LineType = (LineType)type;
        else
            session.Refuse(-1, 321, $"Error validating request.-'sim' : cause - market data type {type} is not 1 to 4");
    }

    private void RefuseOrder(ref FieldReader fields)
    {
        state.Statistics.OnOrder();
        LogMessages.OrderRefused(state.Log, session.ClientId);
        session.Refuse(
            fields.IntOrUnset("order id") ?? -1,
            321,
            "Error validating request.-'sim' : cause - The API interface is currently in Read-Only mode."
        );
    }

    private void RefuseForRate(int inThisSecond)
    {
        session.RateViolations++;
        LogMessages.TooFast(state.Log, session.ClientId, inThisSecond);
        session.Refuse(
            -1,
            100,
            $"Max rate of messages per second has been exceeded:max={state.Options.MessagesPerSecond} rec={inThisSecond} ({session.RateViolations})"
        );
        if (session.RateViolations >= state.Options.RateViolationsMax)
            session.CloseAfterAnswer();
    }
}
