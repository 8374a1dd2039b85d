using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using MiaIa.Engine.Runtime.Hashing;
using MiaIa.Evidence.Work;

namespace MiaIa.Evidence.Kept;

/// <summary>
/// Blocks of compressed columns with a check sum each, behind a head that names the key. Brotli, since it is the framework's own and gives the same
/// bytes on every processor; little-endian.
/// </summary>
internal static class BlockFile
{
    private const uint Magic = 0x314B_494D; // MIK1
    private const uint BlockMark = 0x4B4C_4221;
    private const uint EndMark = 0x444E_4521;
    private const int Quality = 1;
    private const int Window = 20;

    // A block of 32,768 rows has less than 4 MiB in any column; a length beyond this is damage, not a block.
    private const int ColumnBytesMax = 1 << 26;
    private const int NameBytesMax = 200;

    internal static void WriteHead(Stream to, string key)
    {
        WriteNumber(to, Magic);
        var name = Encoding.ASCII.GetBytes(key);
        WriteNumber(to, (uint)name.Length);
        to.Write(name);
    }

    internal static void WriteBlock(Stream to, int rows, ReadOnlySpan<ByteColumn> columns)
    {
        WriteNumber(to, BlockMark);
        WriteNumber(to, (uint)rows);
        var sum = Fnv1a.Append(Fnv1a.Seed, (uint)rows);
        foreach (var column in columns)
        {
            var compressed = new byte[BrotliEncoder.GetMaxCompressedLength(column.Bytes.Length)];
            if (!BrotliEncoder.TryCompress(column.Bytes, compressed, out var length, Quality, Window))
                throw new InvalidOperationException("a column does not fit into the room that its compression can need at most");
            WriteNumber(to, (uint)column.Bytes.Length);
            WriteNumber(to, (uint)length);
            to.Write(compressed, 0, length);
            sum = Fnv1a.Append(sum, (uint)column.Bytes.Length);
            sum = Fnv1a.Append(sum, compressed.AsSpan(0, length));
        }

        Span<byte> check = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(check, sum);
        to.Write(check);
    }

    internal static void WriteEnd(Stream to) => WriteNumber(to, EndMark);

    /// <summary>The key in the head.</summary>
    /// <exception cref="EvidenceException">It is no such file.</exception>
    internal static string ReadHead(Stream from, string name)
    {
        try
        {
            if (ReadNumber(from) != Magic)
                throw new EvidenceException($"{name} is no file of kept readings, or one of another version");
            var length = ReadNumber(from);
            if (length > NameBytesMax)
                throw Damaged(name);
            var key = new byte[length];
            from.ReadExactly(key);
            return Encoding.ASCII.GetString(key);
        }
        catch (EndOfStreamException e)
        {
            throw new EvidenceException($"{name} ends within its head", e);
        }
    }

    /// <summary>The next block's columns; null at the file's end.</summary>
    /// <exception cref="EvidenceException">The file is damaged or cut off.</exception>
    internal static (int Rows, byte[][] Columns)? ReadBlock(Stream from, int columns, string name)
    {
        try
        {
            var mark = ReadNumber(from);
            if (mark == EndMark)
                return null;
            if (mark != BlockMark)
                throw Damaged(name);
            var rows = ReadNumber(from);
            var sum = Fnv1a.Append(Fnv1a.Seed, rows);
            var read = new byte[columns][];
            for (var i = 0; i < columns; i++)
                read[i] = ReadColumn(from, name, ref sum);
            Span<byte> check = stackalloc byte[sizeof(ulong)];
            from.ReadExactly(check);
            return BinaryPrimitives.ReadUInt64LittleEndian(check) == sum ? ((int)rows, read) : throw Damaged(name);
        }
        catch (EndOfStreamException e)
        {
            throw CutOff(name, e);
        }
    }

    /// <summary>Passes over a block without looking into it.</summary>
    /// <exception cref="EvidenceException">The file is damaged, cut off, or has no further block.</exception>
    internal static void PassBlock(Stream from, int columns, string name)
    {
        try
        {
            if (ReadNumber(from) != BlockMark)
                throw Damaged(name);
            _ = ReadNumber(from);
            for (var i = 0; i < columns; i++)
            {
                _ = ReadNumber(from);
                from.Seek(ReadNumber(from), SeekOrigin.Current);
            }

            from.Seek(sizeof(ulong), SeekOrigin.Current);
        }
        catch (EndOfStreamException e)
        {
            throw CutOff(name, e);
        }
    }

    /// <summary>The one block of a file that has no other.</summary>
    /// <exception cref="EvidenceException">The file is damaged or cut off.</exception>
    internal static (int Rows, byte[][] Columns) ReadOnly(Stream from, int columns, string name)
    {
        var block = ReadBlock(from, columns, name) ?? throw Damaged(name);
        return ReadBlock(from, columns, name) is null ? block : throw Damaged(name);
    }

    internal static EvidenceException Damaged(string name, Exception? inner = null) =>
        inner is null
            ? new EvidenceException($"{name} is damaged: remove its unit and start again")
            : new EvidenceException($"{name} is damaged ({inner.Message}): remove its unit and start again", inner);

    private static EvidenceException CutOff(string name, Exception inner) =>
        new($"{name} is cut off: remove its unit and start again", inner);

    /// <summary>Unpacks what was read; columns that do not fit each other are damage.</summary>
    internal static T Unpack<T>(string name, Func<T> unpack)
    {
        try
        {
            return unpack();
        }
        catch (InvalidDataException e)
        {
            throw Damaged(name, e);
        }
    }

    /// <exception cref="EvidenceException">The parts are not those of this day and these settings.</exception>
    internal static void CheckKey(IEnumerable<string> keys, string expected, string name)
    {
        if (KeptParts.KeyOf(keys) == expected)
            return;
        throw new EvidenceException(
            $"{name} and the files beside it were made of other inputs or by other rules: remove their unit and start again"
        );
    }

    private static byte[] ReadColumn(Stream from, string name, ref ulong sum)
    {
        var (length, compressed) = (ReadNumber(from), ReadNumber(from));
        if (length > ColumnBytesMax || compressed > BrotliEncoder.GetMaxCompressedLength((int)length))
            throw Damaged(name);
        var bytes = new byte[compressed];
        from.ReadExactly(bytes);
        sum = Fnv1a.Append(sum, length);
        sum = Fnv1a.Append(sum, bytes);
        var column = new byte[length];
        return BrotliDecoder.TryDecompress(bytes, column, out var written) && written == length ? column : throw Damaged(name);
    }

    private static void WriteNumber(Stream to, uint number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, number);
        to.Write(bytes);
    }

    private static uint ReadNumber(Stream from)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        from.ReadExactly(bytes);
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }
}
