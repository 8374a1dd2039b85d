using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;

namespace MiaIa.Engine.Paper;

/// <summary>The brackets that are not at their end, in the order in which they came, out of a fixed number.</summary>
internal sealed class Brackets
{
    private readonly List<Bracket> _open;
    private readonly Stack<Bracket> _free;

    internal Brackets(int capacity)
    {
        _open = new(capacity);
        _free = new(capacity);
        for (var i = 0; i < capacity; i++)
            _free.Push(new Bracket());
    }

    internal int Count => _open.Count;

    internal bool IsFull => _free.Count == 0;

    /// <summary>Σ of the fills, + long.</summary>
    internal int Position
    {
        get
        {
            var sum = 0;
            foreach (var bracket in _open)
                sum += bracket.Open * bracket.Sign;
            return sum;
        }
    }

    /// <summary>Lots that working stops cover.</summary>
    internal int StopLots
    {
        get
        {
            var sum = 0;
            foreach (var bracket in _open)
                sum += bracket.Exit == OrderRole.Exit ? 0 : bracket.Open;
            return sum;
        }
    }

    /// <summary>Lots that working targets cover.</summary>
    internal int TargetLots
    {
        get
        {
            var sum = 0;
            foreach (var bracket in _open)
                sum += bracket.HasTarget ? bracket.Open : 0;
            return sum;
        }
    }

    /// <summary>Something is being closed at the market and is not closed yet.</summary>
    internal bool IsLeaving => _open.Exists(static bracket => bracket.Open > 0 && bracket.Exit != OrderRole.None);

    /// <summary>A market order waits for a book.</summary>
    internal bool IsWaiting => _open.Exists(static bracket => bracket.IsWaiting);

    internal Bracket this[int i] => _open[i];

    public List<Bracket>.Enumerator GetEnumerator() => _open.GetEnumerator();

    /// <summary>One more; there is room for it.</summary>
    internal Bracket Add(in PaperEntry entry)
    {
        var bracket = _free.Pop();
        bracket.Begin(entry);
        _open.Add(bracket);
        return bracket;
    }

    internal void RemoveAt(int i)
    {
        _free.Push(_open[i]);
        _open.RemoveAt(i);
    }

    internal void Clear()
    {
        for (var i = _open.Count - 1; i >= 0; i--)
            RemoveAt(i);
    }

    /// <summary>Removes those of which nothing was filled for too long. Returns how many.</summary>
    internal int RemoveUnfilled(UnixNanos now, long waitNanos)
    {
        var before = _open.Count;
        for (var i = before - 1; i >= 0; i--)
        {
            if (_open[i].EntryFilled == 0 && now - _open[i].Asked.AskedAt > waitNanos)
                RemoveAt(i);
        }

        return before - _open.Count;
    }

    internal void Save(CarryWriter to)
    {
        to.WriteInt64(_open.Count);
        foreach (var bracket in _open)
            bracket.Save(to);
    }

    /// <summary>Takes over what was saved; there is none yet.</summary>
    /// <exception cref="CarryException">Something does not fit.</exception>
    internal void Load(ref CarryReader from)
    {
        for (var count = from.ReadCount(_free.Count); count > 0; count--)
            Add(default).Load(ref from);
    }
}
