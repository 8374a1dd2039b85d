using System.Buffers.Text;
using System.Globalization;

namespace MiaIa.Ibkr.Wire;

/// <summary>
/// Reads the NUL-ended text fields of one payload, in order. The first field that is wrong is kept as <see cref="Fault"/>; after it every
/// read returns a default and does nothing, so a decoder reads to its end and asks once. Nothing is allocated unless text or a fault is made.
/// </summary>
public ref struct FieldReader
{
    private const NumberStyles Number = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private readonly string _message;
    private int _index;

    /// <summary>Begins at the first field of a payload.</summary>
    /// <param name="payload">The frame without its length.</param>
    /// <param name="message">The message's name, for faults.</param>
    /// <param name="firstIndex">The place in the frame of the payload's first byte: 1 when the id has been taken off.</param>
    public FieldReader(ReadOnlySpan<byte> payload, string message, int firstIndex = 0)
    {
        Rest = payload;
        _message = message;
        _index = firstIndex;
    }

    /// <summary>The first wrong field; null as long as all were right.</summary>
    public FieldFault? Fault { get; private set; }

    /// <summary>True while no field was wrong.</summary>
    public readonly bool IsWhole => Fault is null;

    /// <summary>True when no field is left.</summary>
    public readonly bool IsAtEnd => Rest.IsEmpty;

    /// <summary>What has not been read yet.</summary>
    public ReadOnlySpan<byte> Rest { readonly get; private set; }

    /// <summary>The field's bytes, without its NUL. They lie in the payload.</summary>
    public ReadOnlySpan<byte> Bytes(string name)
    {
        if (Fault is not null)
            return default;
        var end = Rest.IndexOf((byte)0);
        if (end < 0)
            return Refuse(name, Rest, Rest.IsEmpty ? "there: the message ends before it" : "ended by NUL");
        var field = Rest[..end];
        Rest = Rest[(end + 1)..];
        _index++;
        return field;
    }

    /// <summary>Passes over fields that nobody needs.</summary>
    public void Skip(string name, int fields = 1)
    {
        for (var i = 0; i < fields && IsWhole; i++)
            Bytes(name);
    }

    /// <summary>The field as it stands.</summary>
    public string Text(string name) => FieldText.Plain(Bytes(name));

    /// <summary>The field with its <c>\uXXXX</c> escapes resolved.</summary>
    public string EscapedText(string name) => FieldText.Unescaped(Bytes(name));

    /// <summary>0 or 1.</summary>
    public bool Flag(string name)
    {
        var field = Bytes(name);
        if (field.Length == 1 && field[0] is (byte)'0' or (byte)'1')
            return field[0] == '1';
        RefuseLast(name, field, "0 or 1");
        return false;
    }

    /// <summary>A whole number that must be there.</summary>
    public int Int(string name)
    {
        var field = Bytes(name);
        if (Utf8Parser.TryParse(field, out int value, out var used) && used == field.Length)
            return value;
        RefuseLast(name, field, "a whole number of 32 bits");
        return 0;
    }

    /// <summary>A whole number; null when empty or 2147483647.</summary>
    public int? IntOrUnset(string name)
    {
        var field = Bytes(name);
        if (field.IsEmpty)
            return null;
        if (Utf8Parser.TryParse(field, out int value, out var used) && used == field.Length)
            return value == int.MaxValue ? null : value;
        RefuseLast(name, field, "a whole number of 32 bits or unset");
        return null;
    }

    /// <summary>A whole number of 64 bits that must be there.</summary>
    public long Long(string name)
    {
        var field = Bytes(name);
        if (Utf8Parser.TryParse(field, out long value, out var used) && used == field.Length)
            return value;
        RefuseLast(name, field, "a whole number of 64 bits");
        return 0;
    }

    /// <summary>A whole number of 64 bits; null when empty, 2147483647 or 9223372036854775807.</summary>
    public long? LongOrUnset(string name)
    {
        var field = Bytes(name);
        if (field.IsEmpty)
            return null;
        if (Utf8Parser.TryParse(field, out long value, out var used) && used == field.Length)
            return value is int.MaxValue or long.MaxValue ? null : value;
        RefuseLast(name, field, "a whole number of 64 bits or unset");
        return null;
    }

    /// <summary>A finite number that must be there.</summary>
    public double Double(string name)
    {
        var field = Bytes(name);
        if (double.TryParse(field, Number, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value))
            return value;
        RefuseLast(name, field, "a finite number");
        return 0;
    }

    /// <summary>A number; null when empty, an integer's largest value, 1.797…E308 or Infinity. NaN is wrong, not unset.</summary>
    public double? DoubleOrUnset(string name)
    {
        var field = Bytes(name);
        if (field.IsEmpty)
            return null;
        if (double.TryParse(field, Number, CultureInfo.InvariantCulture, out var value) && !double.IsNaN(value))
            return IsUnset(value) ? null : value;
        RefuseLast(name, field, "a number or unset");
        return null;
    }

    /// <summary>A price: as <see cref="DoubleOrUnset"/>, and NaN is none, so that the line hears that its value is gone.</summary>
    public double? PriceOrNone(string name)
    {
        var isNone = Rest.StartsWith("NaN\0"u8);
        if (!isNone)
            return DoubleOrUnset(name);
        Skip(name);
        return null;
    }

    /// <summary>An exact number; null for the same values as <see cref="DoubleOrUnset"/>.</summary>
    public decimal? DecimalOrUnset(string name)
    {
        var field = Bytes(name);
        if (field.IsEmpty)
            return null;
        if (decimal.TryParse(field, Number, CultureInfo.InvariantCulture, out var value))
            return value is int.MaxValue or long.MaxValue ? null : value;
        // 1.797…E308 is beyond what a decimal holds.
        if (double.TryParse(field, Number, CultureInfo.InvariantCulture, out var large) && IsUnset(large))
            return null;
        RefuseLast(name, field, "an exact number or unset");
        return null;
    }

    /// <summary>
    /// How many groups of <paramref name="fieldsEach"/> fields follow. A count that the rest of the payload cannot hold is wrong, so nobody
    /// allocates by a number that somebody else wrote.
    /// </summary>
    public int Count(string name, int fieldsEach)
    {
        var field = Bytes(name);
        if (
            Utf8Parser.TryParse(field, out int value, out var used)
            && used == field.Length
            && value >= 0
            && value <= Rest.Length / fieldsEach
        )
        {
            return value;
        }

        RefuseLast(name, field, "a count of what follows");
        return 0;
    }

    /// <summary>Keeps a fault that only the decoder can see, at the field read last.</summary>
    public void RefuseLast(string name, ReadOnlySpan<byte> value, string expected) =>
        Fault ??= new FieldFault(_message, _index - 1, name, FieldFault.Shown(value), expected);

    private ReadOnlySpan<byte> Refuse(string name, ReadOnlySpan<byte> value, string expected)
    {
        Fault ??= new FieldFault(_message, _index, name, FieldFault.Shown(value), expected);
        return default;
    }

    private static bool IsUnset(double value) => value is int.MaxValue or long.MaxValue || double.Abs(value) >= 1.797693134862315E308;
}
