using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace MiaIa.Ibkr.Wire;

/// <summary>Writes one request at a time as a frame into a buffer that is used again. Not for two threads at once.</summary>
public sealed class RequestWriter
{
    private byte[] _buffer = new byte[512];
    private int _length = FrameReader.PrefixBytes;

    /// <summary>Writes requests in the layout of this server version.</summary>
    public RequestWriter(int serverVersion)
    {
        ServerVersion = serverVersion;
    }

    /// <summary>The negotiated server version; some requests gained fields.</summary>
    public int ServerVersion { get; }

    /// <summary>A whole number.</summary>
    public void Int(int value)
    {
        Reserve(16);
        value.TryFormat(_buffer.AsSpan(_length), out var written, provider: CultureInfo.InvariantCulture);
        End(written);
    }

    /// <summary>A number of which the official client always writes one decimal: <c>6800.0</c>, <c>0.0</c>, <c>2.55</c>.</summary>
    public void Decimal(decimal value)
    {
        Reserve(40);
        value.TryFormat(_buffer.AsSpan(_length), out var written, "0.0###########################", CultureInfo.InvariantCulture);
        End(written);
    }

    /// <summary>0 or 1.</summary>
    public void Flag(bool value) => Int(value ? 1 : 0);

    /// <summary>Nothing: an unset field.</summary>
    public void Unset()
    {
        Reserve(1);
        End(0);
    }

    /// <summary>Printable ASCII.</summary>
    /// <param name="name">The field's name, for the message.</param>
    /// <param name="value">The text; empty is unset.</param>
    /// <exception cref="ArgumentException">The text holds another character: it would not arrive as sent, or would end the field.</exception>
    public void Text(string name, string value)
    {
        foreach (var character in value)
        {
            if (character is < ' ' or > '~')
            {
                throw new ArgumentException(
                    $"{name} \"{FieldFault.Shown(Encoding.UTF8.GetBytes(value))}\" holds a character that is not printable ASCII",
                    name
                );
            }
        }
        Reserve(value.Length + 1);
        End(Encoding.ASCII.GetBytes(value, _buffer.AsSpan(_length)));
    }

    /// <summary>The twelve fields of a contract.</summary>
    public void Contract(Contract contract)
    {
        Int(contract.ConId);
        Text("symbol", contract.Symbol);
        Text("security type", contract.SecurityType);
        Text("last trade date", contract.LastTradeDate);
        Decimal(contract.Strike);
        Text("right", contract.Right);
        Text("multiplier", contract.Multiplier);
        Text("exchange", contract.Exchange);
        Text("primary exchange", contract.PrimaryExchange);
        Text("currency", contract.Currency);
        Text("local symbol", contract.LocalSymbol);
        Text("trading class", contract.TradingClass);
    }

    /// <summary>Ends the request.</summary>
    /// <returns>The frame with its length; it lies in the buffer until the next request is begun.</returns>
    internal ReadOnlyMemory<byte> Frame()
    {
        BinaryPrimitives.WriteInt32BigEndian(_buffer, _length - FrameReader.PrefixBytes);
        return _buffer.AsMemory(0, _length);
    }

    /// <summary>Forgets what was written.</summary>
    internal void Begin() => _length = FrameReader.PrefixBytes;

    private void End(int written)
    {
        _length += written;
        _buffer[_length++] = 0;
    }

    private void Reserve(int bytes)
    {
        if (_buffer.Length - _length <= bytes)
            Array.Resize(ref _buffer, (_buffer.Length + bytes) * 2);
    }
}
