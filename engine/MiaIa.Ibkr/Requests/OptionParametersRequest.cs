using MiaIa.Ibkr.Wire;

namespace MiaIa.Ibkr.Requests;

/// <summary>Asks for the expiries, strikes and classes of an underlying's options. Not every combination exists.</summary>
/// <param name="RequestId">The number that the answers will carry.</param>
/// <param name="Symbol">The underlying's symbol.</param>
/// <param name="SecurityType">The underlying's kind: <c>IND</c> or <c>STK</c>.</param>
/// <param name="ConId">The underlying's contract number.</param>
public sealed record OptionParametersRequest(int RequestId, string Symbol, string SecurityType, int ConId) : Request
{
    private protected override void WriteFields(RequestWriter writer)
    {
        writer.Int(78);
        writer.Int(RequestId);
        writer.Text("symbol", Symbol);
        writer.Unset(); // futures' option exchange
        writer.Text("security type", SecurityType);
        writer.Int(ConId);
    }
}
