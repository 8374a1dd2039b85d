namespace MiaIa.Engine.Market;

/// <summary>The levels of one side of a <see cref="BookSnapshot"/>, best first: a view, valid until the book is filled again.</summary>
public readonly ref struct BookLevels
{
    private readonly ref readonly BookSide _side;

    internal BookLevels(ref readonly BookSide side) => _side = ref side;

    /// <summary>Levels, 0 … 10.</summary>
    public int Count => _side.Count;

    /// <summary>The contracts of each level.</summary>
    public ReadOnlySpan<int> Lots => _side.Lots;

    /// <summary>A level.</summary>
    /// <param name="i">0 = the best; below <see cref="Count"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such level.</exception>
    public BookLevel this[int i] => _side[i];

    /// <summary>Begins with the best level.</summary>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>A copy that stays.</summary>
    public BookLevel[] ToArray()
    {
        var levels = new BookLevel[Count];
        for (var i = 0; i < levels.Length; i++)
            levels[i] = this[i];
        return levels;
    }

    /// <summary>Goes from level to level.</summary>
    public ref struct Enumerator
    {
        private readonly BookLevels _levels;
        private int _at = -1;

        internal Enumerator(BookLevels levels) => _levels = levels;

        /// <summary>The level.</summary>
        public readonly BookLevel Current => _levels[_at];

        /// <summary>Goes on to the next. False behind the last.</summary>
        public bool MoveNext() => ++_at < _levels.Count;
    }
}
