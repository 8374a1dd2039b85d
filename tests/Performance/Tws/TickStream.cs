using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Performance.Tws;

/// <summary>
/// A made-up stream of ticks as a Gateway sends it to a subscriber of SPX options: quotes with their sizes, sizes alone, volumes and open
/// interest, implied volatilities and Greeks with as many digits as it really writes, times of the last trade. Cut into slices of whole frames.
/// </summary>
internal sealed class TickStream
{
    private readonly Random _random = new(4002);
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly StringBuilder _fields = new();

    /// <param name="messages">How many, over all slices.</param>
    /// <param name="slice">How many a slice holds; divides <paramref name="messages"/>.</param>
    /// <param name="kinds">Which kinds, drawn evenly; a kind that stands twice comes twice as often.</param>
    public TickStream(int messages, int slice, IReadOnlyList<TickKind> kinds)
    {
        Messages = messages;
        for (var made = 0; made < messages; made++)
        {
            if (made % slice == 0 && made > 0)
                EndSlice();
            Add(kinds[_random.Next(kinds.Count)]);
        }

        EndSlice();
    }

    /// <summary>Messages in all slices.</summary>
    public int Messages { get; }

    /// <summary>The bytes, each slice in one piece.</summary>
    public List<byte[]> Slices { get; } = [];

    private void EndSlice()
    {
        Slices.Add(_bytes.WrittenSpan.ToArray());
        _bytes.ResetWrittenCount();
    }

    private void Add(TickKind kind)
    {
        var line = 1 + _random.Next(100);
        _ = kind switch
        {
            TickKind.Quote => Fields($"1\0{6}\0{line}\0{1 + _random.Next(2)}\0{Price()}\0{_random.Next(400)}\0{_random.Next(2)}"),
            TickKind.Size => Fields($"2\0{6}\0{line}\0{(_random.Next(2) == 0 ? 0 : 3)}\0{_random.Next(400)}"),
            TickKind.Volume => Fields($"2\0{6}\0{line}\0{27 + _random.Next(4)}\0{_random.Next(60_000)}"),
            TickKind.Greeks => Fields(
                $"21\0{line}\0{10 + _random.Next(4)}\0{1}\0{Unit()}\0{Unit()}\0{Price()}\0{Unit() * 20}\0{Unit() / 500}\0{Unit() * 4}\0{-Unit() * 9}\0{4769.83 + _random.Next(99)}"
            ),
            _ => Fields($"46\0{6}\0{line}\0{45}\0{1_703_545_200 + _random.Next(86_400)}"),
        };
    }

    private double Price() => _random.Next(5, 4_000) * 0.05;

    private double Unit() => _random.NextDouble();

    private bool Fields(FormattableString fields)
    {
        _fields.Clear().Append(fields.ToString(CultureInfo.InvariantCulture)).Append('\0');
        BinaryPrimitives.WriteInt32BigEndian(_bytes.GetSpan(sizeof(int)), _fields.Length);
        _bytes.Advance(sizeof(int));
        _bytes.Advance(Encoding.ASCII.GetBytes(_fields.ToString(), _bytes.GetSpan(_fields.Length)));
        return true;
    }
}
