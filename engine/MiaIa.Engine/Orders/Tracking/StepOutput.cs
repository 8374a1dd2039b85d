using System.Runtime.InteropServices;
using MiaIa.Engine.Accounts;

namespace MiaIa.Engine.Orders;

/// <summary>What one call gives back. The lists keep their room, so that a usual call allocates nothing.</summary>
internal sealed class StepOutput
{
    // A snapshot of a broken edge may hold anything; what is said of it is bounded.
    private const int RemarksMax = 32;

    private readonly List<OrderIntent> _intents = new(16);
    private readonly List<Fill> _fills = new(256);
    private readonly List<string> _remarks = new(RemarksMax);
    private readonly List<OrderReport> _refusals = new(4);

    internal ReadOnlySpan<OrderIntent> Intents => CollectionsMarshal.AsSpan(_intents);

    internal ReadOnlySpan<Fill> Fills => CollectionsMarshal.AsSpan(_fills);

    internal ReadOnlySpan<string> Remarks => CollectionsMarshal.AsSpan(_remarks);

    internal ReadOnlySpan<OrderReport> Refusals => CollectionsMarshal.AsSpan(_refusals);

    internal void Clear()
    {
        _intents.Clear();
        _fills.Clear();
        _remarks.Clear();
        _refusals.Clear();
    }

    internal void Add(in OrderIntent intent) => _intents.Add(intent);

    internal void Add(in Fill fill) => _fills.Add(fill);

    internal void AddRefusal(in OrderReport report)
    {
        if (_refusals.Count < RemarksMax)
            _refusals.Add(report);
    }

    internal void Say(string remark)
    {
        if (_remarks.Count < RemarksMax)
            _remarks.Add(remark);
    }
}
