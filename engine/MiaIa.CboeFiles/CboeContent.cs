using NodaTime;

namespace MiaIa.CboeFiles;

/// <summary>What a file holds, however it was written: rows in its order, and what was refused.</summary>
internal sealed class CboeContent(string name, double spot, LocalDateTime writtenAt)
{
    private readonly Dictionary<(string Root, LocalDate Expiry, double Strike), CboeRow> _rows = [];
    private readonly Dictionary<(string Root, LocalDate Expiry), int> _refusedRows = [];
    private readonly List<RejectedRow> _rejected = [];

    public string Name => name;

    public double Spot => spot;

    public LocalDateTime WrittenAt => writtenAt;

    /// <summary>In the order of the file.</summary>
    public List<CboeRow> Rows { get; } = [];

    public int RowsRejected { get; private set; }

    public int ValuesRejected { get; private set; }

    /// <summary>The first refusals, at most <see cref="CboeTableReader.RejectedKeptMax"/>.</summary>
    public IReadOnlyList<RejectedRow> Rejected => _rejected;

    /// <summary>Rows of an expiry that were refused: their contracts are listed and not in the table.</summary>
    public int RefusedRowsOf(string root, LocalDate expiry) => _refusedRows.GetValueOrDefault((root, expiry));

    public void Add(CboeRow row)
    {
        if (_rows.TryAdd(row.Key, row))
        {
            Rows.Add(row);
            return;
        }

        RowsRejected++;
        Keep(new RejectedRow(row.Line, "Strike", $"{row.Strike}", $"listed once: line {_rows[row.Key].Line} has it already"));
    }

    /// <summary>A row could not be read; it counts at an expiry of the table, so that what is missing there is known.</summary>
    public void Refuse(RejectedRow reason, (string Root, LocalDate Expiry)? expiry)
    {
        RowsRejected++;
        Keep(reason);
        if (expiry is { } at)
            _refusedRows[at] = _refusedRows.GetValueOrDefault(at) + 1;
    }

    /// <summary>A value of a row could not be read; the row stands.</summary>
    public void RefuseValue(RejectedRow reason)
    {
        ValuesRejected++;
        Keep(reason);
    }

    private void Keep(RejectedRow reason)
    {
        if (_rejected.Count < CboeTableReader.RejectedKeptMax)
            _rejected.Add(reason);
    }
}
