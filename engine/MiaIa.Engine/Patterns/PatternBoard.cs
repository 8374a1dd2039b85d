using MiaIa.Engine.Market;

namespace MiaIa.Engine.Patterns;

/// <summary>
/// For each name its newest event. The nine of the engine have the first places; a name of the study's gets the next free one
/// when it first comes and keeps it, so that a known name allocates nothing. Belongs to the core; read only outside.
/// </summary>
public sealed class PatternBoard
{
    private readonly PatternOptions _options;
    private readonly PatternSighting[] _places;
    private readonly BarHalfLife[] _halfLives;
    private readonly long[] _events;
    private readonly long[] _longs;
    private readonly long[] _shorts;
    private readonly List<BarHalfLife> _tables = [];

    internal PatternBoard(PatternOptions options)
    {
        options.Validate();
        _options = options;
        var places = PatternNames.Count + options.PushedNamesMax;
        _places = new PatternSighting[places];
        _halfLives = new BarHalfLife[places];
        _events = new long[places];
        _longs = new long[places];
        _shorts = new long[places];
        foreach (var name in PatternNames.All)
            Open(name, options.Of((PatternKind)Count));
        // Made now, so that a name that comes later finds its table.
        Table(options.PushedOther.HalfLifeBars);
        foreach (var fade in options.Pushed.Values)
            Table(fade.HalfLifeBars);
    }

    /// <summary>Names that have a place: the nine and those that the study has pushed.</summary>
    public int Count { get; private set; }

    /// <summary>Patterns of the study that found no place.</summary>
    public long PushedRefused { get; private set; }

    /// <summary>Market time of the newest pushed pattern since the day began or trades were lost; the default when there is none.</summary>
    public UnixNanos PushedAt { get; private set; }

    /// <summary>Market time of the newest event since the day began or trades were lost; the default when there is none.</summary>
    internal UnixNanos NewestAt { get; private set; }

    /// <summary>Counts every change.</summary>
    internal long Version { get; private set; }

    /// <summary>The newest event of a name: 0 … <see cref="Count"/> − 1, the nine first, in the order of <see cref="PatternKind"/>.</summary>
    public PatternSighting this[int place] => _places[place];

    /// <summary>The newest event of one of the nine.</summary>
    public PatternSighting this[PatternKind kind] => _places[(int)kind];

    /// <summary>How often a name has come in a direction since the core was made.</summary>
    public long Times(int place, Direction direction) => direction == Direction.Long ? _longs[place] : _shorts[place];

    /// <summary>How often a pattern of the nine has fired, or was pushed, in a direction since the core was made.</summary>
    public long Times(PatternKind kind, Direction direction) => Times((int)kind, direction);

    /// <summary>What a name's newest event counts when as many bars have closed, −1 … +1.</summary>
    public double Contribution(int place, long bars)
    {
        ref readonly var seen = ref _places[place];
        if (seen.Direction == Direction.None)
            return 0;
        var left = seen.Weight * seen.Strength * _halfLives[place].LeftAfter(bars - seen.Bar);
        return seen.Direction == Direction.Long ? left : -left;
    }

    /// <summary>Σ weight · direction · strength · 2^(−age/half-life) over all names.</summary>
    internal double Sum(long bars)
    {
        var sum = 0.0;
        for (var i = 0; i < Count; i++)
            sum += Contribution(i, bars);
        return sum;
    }

    /// <summary>A detector fires. Returns a number that names this event to <see cref="Strengthen"/> and <see cref="Cancel"/>.</summary>
    internal long Fire(PatternKind kind, Direction direction, double strength, long bar, UnixNanos at) =>
        Put((int)kind, direction, strength, bar, at, isPushed: false);

    /// <summary>The event has grown. Does nothing when the name has a newer one.</summary>
    internal void Strengthen(PatternKind kind, long happened, double strength)
    {
        var place = (int)kind;
        if (_events[place] != happened || _places[place].Strength == strength)
            return;
        _places[place] = _places[place] with { Strength = strength };
        Version++;
    }

    /// <summary>The event counts no longer, and no older one returns. Does nothing when the name has a newer one.</summary>
    internal void Cancel(PatternKind kind, long happened)
    {
        if (_events[(int)kind] == happened)
            Erase((int)kind);
    }

    /// <summary>Takes a pattern of the study. False when its name is new and every place is taken.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The strength is not within 0 … 1: the edge has let it through.</exception>
    internal bool TryPush(string name, Direction direction, double strength, long bar, UnixNanos at)
    {
        if (strength is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(strength), strength, $"pattern {name} is not of a strength within 0 to 1");
        var place = 0;
        while (place < Count && !string.Equals(_places[place].Name, name, StringComparison.Ordinal))
            place++;
        if (place == _places.Length)
        {
            PushedRefused++;
            return false;
        }

        if (place == Count)
            Open(name, _options.Pushed.TryGetValue(name, out var own) ? own : _options.PushedOther);
        Put(place, direction, strength, bar, at, isPushed: true);
        PushedAt = at;
        return true;
    }

    /// <summary>Forgets every event, but no name: the day is another, or trades are missing.</summary>
    internal void Clear()
    {
        for (var i = 0; i < Count; i++)
            Erase(i);
        PushedAt = NewestAt = default;
    }

    private long Put(int place, Direction direction, double strength, long bar, UnixNanos at, bool isPushed)
    {
        _places[place] = _places[place] with { Direction = direction, Strength = strength, Bar = bar, At = at, IsPushed = isPushed };
        NewestAt = at;
        if (direction == Direction.Long)
            _longs[place]++;
        else
            _shorts[place]++;
        return _events[place] = ++Version;
    }

    private void Erase(int place)
    {
        _places[place] = _places[place] with { Direction = Direction.None, Strength = 0, IsPushed = false };
        _events[place] = 0;
        Version++;
    }

    private void Open(string name, PatternFade fade)
    {
        _places[Count] = new PatternSighting(name, Direction.None, 0, 0, default, fade.Weight, false);
        _halfLives[Count] = Table(fade.HalfLifeBars);
        Count++;
    }

    private BarHalfLife Table(int bars)
    {
        foreach (var table in _tables)
        {
            if (table.Bars == bars)
                return table;
        }

        var made = new BarHalfLife(bars);
        _tables.Add(made);
        return made;
    }
}
