using MiaIa.GatewaySim.Wire;
using MiaIa.Ibkr.Wire;

namespace MiaIa.GatewaySim.Sessions;

/// <summary>
/// Answers what other clients ask of the account at their start and wait for: there are no positions, no orders and no executions here, and so each
/// answer is the end of an empty list.
/// </summary>
internal static class AccountAnswers
{
    private const int OpenOrders = 5,
        AccountUpdates = 6,
        Executions = 7,
        AutoOpenOrders = 15,
        AllOpenOrders = 16,
        Positions = 61,
        Summary = 62,
        CancelSummary = 63,
        CancelPositions = 64,
        PositionsOfModel = 74,
        CancelPositionsOfModel = 75,
        UpdatesOfModel = 76,
        CancelUpdatesOfModel = 77,
        CompletedOrders = 99;

    private const int OpenOrderEnd = 53,
        AccountEnd = 54,
        ExecutionsEnd = 55,
        PositionEnd = 62,
        SummaryEnd = 64,
        PositionOfModelEnd = 72,
        UpdateOfModelEnd = 74,
        CompletedOrdersEnd = 102;

    /// <summary>Answers a request of the account.</summary>
    /// <returns>False: it is none.</returns>
    public static bool Write(int id, ref FieldReader fields, MessageWriter answers)
    {
        switch (id)
        {
            case OpenOrders or AutoOpenOrders or AllOpenOrders:
                End(answers, OpenOrderEnd);
                return true;
            case AccountUpdates:
                fields.Skip("version");
                fields.Skip("subscribe");
                answers.Begin(AccountEnd, 1);
                answers.Text(fields.Text("account"));
                answers.End();
                return true;
            case Executions:
                EndOf(answers, ExecutionsEnd, ref fields);
                return true;
            case Positions:
                End(answers, PositionEnd);
                return true;
            case Summary:
                EndOf(answers, SummaryEnd, ref fields);
                return true;
            case PositionsOfModel:
                EndOf(answers, PositionOfModelEnd, ref fields);
                return true;
            case UpdatesOfModel:
                EndOf(answers, UpdateOfModelEnd, ref fields);
                return true;
            case CompletedOrders:
                answers.Begin(CompletedOrdersEnd);
                answers.End();
                return true;
            default:
                return id is CancelSummary or CancelPositions or CancelPositionsOfModel or CancelUpdatesOfModel;
        }
    }

    private static void End(MessageWriter answers, int id)
    {
        answers.Begin(id, 1);
        answers.End();
    }

    private static void EndOf(MessageWriter answers, int id, ref FieldReader fields)
    {
        fields.Skip("version");
        answers.Begin(id, 1);
        answers.Int(fields.Int("request id"));
        answers.End();
    }
}
