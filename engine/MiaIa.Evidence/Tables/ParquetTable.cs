using MiaIa.Projections;
using Parquet;
using Parquet.Schema;

namespace MiaIa.Evidence.Tables;

/// <summary>
/// A table as a Parquet file. The bytes depend on the rows alone: the writer is managed code without a clock in it, and zstd chooses by what it
/// reads, not by what the processor can do.
/// </summary>
public static class ParquetTable
{
    private static readonly ParquetOptions Layout = new() { CompressionMethod = CompressionMethod.Zstd };

    /// <summary>Writes a table as one row group; without rows the file holds its columns alone.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, ColumnTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        WriteAsync(path, [table]).GetAwaiter().GetResult();
    }

    /// <summary>Writes a table part by part as a row group each, without holding more than one of them.</summary>
    /// <param name="path">The file that is made.</param>
    /// <param name="parts">With the same columns, in the order of their rows; at least one.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, IEnumerable<ColumnTable> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        WriteAsync(path, parts).GetAwaiter().GetResult();
    }

    /// <summary>Writes one file of many, a row group each, without holding more than one of them.</summary>
    /// <param name="parts">Files of one table, in the order of its rows; at least one.</param>
    /// <param name="path">The file that is made.</param>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static void Gather(IReadOnlyList<string> parts, string path)
    {
        ArgumentNullException.ThrowIfNull(parts);
        WriteAsync(path, parts.Select(Read)).GetAwaiter().GetResult();
    }

    /// <summary>Reads a whole file; the table is named after it.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ColumnTable Read(string path) => ReadAsync(path).GetAwaiter().GetResult();

    private static async Task WriteAsync(string path, IEnumerable<ColumnTable> groups)
    {
        await using var stream = File.Create(path);
        ParquetWriter? writer = null;
        DataField[] fields = [];
        try
        {
            foreach (var group in groups)
            {
                if (writer is null)
                {
                    fields = [.. group.Columns.Select(FieldOf)];
                    writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), stream, Layout).ConfigureAwait(false);
                }

                if (group.Rows == 0)
                    continue;
                using var rows = writer.CreateRowGroup();
                for (var i = 0; i < fields.Length; i++)
                    await WriteAsync(rows, fields[i], group.Columns[i].Values).ConfigureAwait(false);
            }
        }
        finally
        {
            if (writer is not null)
                await writer.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static DataField FieldOf(TableColumn column) =>
        column.Values switch
        {
            long[] => new DataField<long>(column.Name),
            long?[] => new DataField<long?>(column.Name),
            double[] => new DataField<double>(column.Name),
            double?[] => new DataField<double?>(column.Name),
            _ => new DataField<string>(column.Name),
        };

    private static Task WriteAsync(ParquetRowGroupWriter rows, DataField field, Array values) =>
        values switch
        {
            long[] whole => rows.WriteAsync<long>(field, whole.AsMemory()),
            long?[] whole => rows.WriteAsync<long>(field, whole.AsMemory()),
            double[] real => rows.WriteAsync<double>(field, real.AsMemory()),
            double?[] real => rows.WriteAsync<double>(field, real.AsMemory()),
            _ => rows.WriteAsync(field, (string[])values),
        };

    private static async Task<ColumnTable> ReadAsync(string path)
    {
        await using var reader = await ParquetReader.CreateAsync(path).ConfigureAwait(false);
        var fields = reader.Schema.GetDataFields();
        var name = Path.GetFileNameWithoutExtension(path);
        List<ColumnTable> groups =
            reader.RowGroupCount > 0 ? [] : [new(name, [.. fields.Select(field => new TableColumn(field.Name, Room(field, 0)))])];
        for (var i = 0; i < reader.RowGroupCount; i++)
        {
            using var rows = reader.OpenRowGroupReader(i);
            var columns = new TableColumn[fields.Length];
            for (var c = 0; c < fields.Length; c++)
                columns[c] = new(fields[c].Name, await ReadAsync(rows, fields[c]).ConfigureAwait(false));
            groups.Add(new(name, columns));
        }

        return ColumnTable.Joined(groups);
    }

    private static async Task<Array> ReadAsync(ParquetRowGroupReader rows, DataField field)
    {
        var values = Room(field, checked((int)rows.RowCount));
        switch (values)
        {
            case long[] whole:
                await rows.ReadAsync<long>(field, whole.AsMemory()).ConfigureAwait(false);
                break;
            case long?[] whole:
                await rows.ReadAsync<long>(field, whole.AsMemory()).ConfigureAwait(false);
                break;
            case double[] real:
                await rows.ReadAsync<double>(field, real.AsMemory()).ConfigureAwait(false);
                break;
            case double?[] real:
                await rows.ReadAsync<double>(field, real.AsMemory()).ConfigureAwait(false);
                break;
            default:
                await rows.ReadAsync(field, ((string?[])values).AsMemory()).ConfigureAwait(false);
                break;
        }

        return values;
    }

    private static Array Room(DataField field, int rows) =>
        field.ClrType == typeof(long) ? (field.IsNullable ? new long?[rows] : new long[rows])
        : field.ClrType == typeof(double) ? (field.IsNullable ? new double?[rows] : new double[rows])
        : new string?[rows];
}
