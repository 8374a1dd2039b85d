using System.Runtime.InteropServices;
using MiaIa.Engine.Accounts;
using MiaIa.Engine.Orders;

namespace MiaIa.Engine.Paper;

/// <summary>What one call has brought about; kept until the next call. The lists keep their room.</summary>
internal sealed class PaperResults
{
    private readonly List<OrderReport> _reports = new(64);
    private readonly List<Fill> _fills = new(64);
    private readonly List<PaperTrip> _trips = new(64);
    private readonly List<ulong> _tags = new(64);

    internal ReadOnlySpan<OrderReport> Reports => CollectionsMarshal.AsSpan(_reports);

    internal ReadOnlySpan<Fill> Fills => CollectionsMarshal.AsSpan(_fills);

    internal ReadOnlySpan<PaperTrip> Trips => CollectionsMarshal.AsSpan(_trips);

    /// <summary>What the entry of each trip was marked with.</summary>
    internal ReadOnlySpan<ulong> Tags => CollectionsMarshal.AsSpan(_tags);

    /// <summary>The last call has brought about nothing.</summary>
    internal bool IsEmpty { get; private set; } = true;

    internal void Add(in OrderReport report)
    {
        IsEmpty = false;
        _reports.Add(report);
    }

    internal void Add(in Fill fill)
    {
        IsEmpty = false;
        _fills.Add(fill);
    }

    internal void Add(in PaperTrip trip, ulong tag)
    {
        IsEmpty = false;
        _trips.Add(trip);
        _tags.Add(tag);
    }

    internal void Clear()
    {
        if (IsEmpty)
            return;
        IsEmpty = true;
        _reports.Clear();
        _fills.Clear();
        _trips.Clear();
        _tags.Clear();
    }
}
