using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using MiaIa.Ibkr.Wire;

namespace MiaIa.GatewaySim.Wire;

/// <summary>Collects messages of the server as frames, one behind the other. For one thread at a time.</summary>
internal sealed class MessageWriter(int serverVersion)
{
    private byte[] _buffer = new byte[512];
    private int _length;
    private int _frameAt = -1;

    /// <summary>The negotiated version: the layout to write in.</summary>
    public int ServerVersion { get; } = serverVersion;

    /// <summary>True when nothing was written since the last <see cref="Take"/>.</summary>
    public bool IsEmpty => _length == 0;

    /// <summary>Frames that were ended so far.</summary>
    public long Frames { get; private set; }

    /// <summary>Begins a frame.</summary>
    public void Begin()
    {
        if (_frameAt >= 0)
            throw new InvalidOperationException("the frame before has not been ended");
        _frameAt = _length;
        Reserve(FrameReader.PrefixBytes);
        _length += FrameReader.PrefixBytes;
    }

    /// <summary>Begins a frame with its id.</summary>
    public void Begin(int id)
    {
        Begin();
        Int(id);
    }

    /// <summary>Begins a frame with its id and the version of its layout.</summary>
    public void Begin(int id, int version)
    {
        Begin(id);
        Int(version);
    }

    /// <summary>Ends the frame.</summary>
    public void End()
    {
        BinaryPrimitives.WriteInt32BigEndian(_buffer.AsSpan(_frameAt), _length - _frameAt - FrameReader.PrefixBytes);
        _frameAt = -1;
        Frames++;
    }

    /// <summary>What was written, and forgets it.</summary>
    public byte[] Take()
    {
        var frames = _buffer[.._length];
        _length = 0;
        return frames;
    }

    public void Int(int value) => Text(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A whole number that may be unset.</summary>
    public void IntOrUnset(int? value) => Int(value ?? int.MaxValue);

    public void Long(long value) => Text(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>An exact number without needless zeros; empty when there is none.</summary>
    public void Exact(decimal? value) => Text(value?.ToString("0.############################", CultureInfo.InvariantCulture) ?? "");

    /// <summary>A price with at least two decimals; "no quote" is −1.00.</summary>
    public void Price(double? value) => Text((value ?? -1).ToString("0.00########", CultureInfo.InvariantCulture));

    /// <summary>A computed number as Java prints it, or the sign for "not computed".</summary>
    public void Computed(double? value, int notComputed) =>
        Text(value is { } number ? JavaNumber.Text(number) : notComputed.ToString(CultureInfo.InvariantCulture));

    /// <summary>Text: what is not printable ASCII is sent as <c>\uXXXX</c>.</summary>
    public void Text(string value)
    {
        Reserve((value.Length * 6) + 1);
        foreach (var character in value)
        {
            if (character is >= ' ' and <= '~')
            {
                _buffer[_length++] = (byte)character;
            }
            else
            {
                _length += Encoding.ASCII.GetBytes(
                    string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                    _buffer.AsSpan(_length)
                );
            }
        }
        _buffer[_length++] = 0;
    }

    /// <summary>Bytes as they are, NULs and all: for frames that are meant to be wrong.</summary>
    public void Raw(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
    }

    private void Reserve(int bytes)
    {
        if (_buffer.Length - _length < bytes)
            Array.Resize(ref _buffer, (_buffer.Length + bytes) * 2);
    }
}
