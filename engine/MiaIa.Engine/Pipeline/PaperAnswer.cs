using MiaIa.Engine.Accounts;
using MiaIa.Engine.Orders;

namespace MiaIa.Engine.Pipeline;

/// <summary>One answer of the paper broker: an execution or a report.</summary>
internal readonly struct PaperAnswer
{
    internal PaperAnswer(in Fill fill) => (Fill, IsFill) = (fill, true);

    internal PaperAnswer(in OrderReport report) => Report = report;

    internal bool IsFill { get; }

    internal Fill Fill { get; }

    internal OrderReport Report { get; }
}
