using MiaIa.Ibkr.Requests;

namespace MiaIa.Ibkr.Messages;

/// <summary>A line now delivers live, frozen or delayed values.</summary>
/// <param name="RequestId">The line.</param>
/// <param name="Type">What it delivers.</param>
public readonly record struct LineTypeChange(int RequestId, LineType Type);
