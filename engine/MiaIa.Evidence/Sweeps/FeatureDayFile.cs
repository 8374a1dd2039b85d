using MiaIa.Engine.Features;
using MiaIa.Evidence.Kept;
using MiaIa.Evidence.Work;

namespace MiaIa.Evidence.Sweeps;

/// <summary>One day's correlations of the features with the ticks that followed, as a file; see <see cref="FeatureLine.OfDay"/>.</summary>
internal static class FeatureDayFile
{
    internal static void Write(Stream to, string key, double[] correlations)
    {
        BlockFile.WriteHead(to, key);
        var column = new ByteColumn();
        foreach (var correlation in correlations)
            column.Add(correlation);
        BlockFile.WriteBlock(to, correlations.Length, [column]);
        BlockFile.WriteEnd(to);
        to.Flush();
    }

    /// <exception cref="EvidenceException">The file is damaged, or of another key.</exception>
    internal static double[] Read(Stream from, string key, string name)
    {
        if (BlockFile.ReadHead(from, name) != key)
            throw new EvidenceException($"{name} was made of other inputs or by other rules: remove its unit and start again");
        if (BlockFile.ReadBlock(from, 1, name) is not { Rows: FeatureNames.Count } block)
            throw BlockFile.Damaged(name);
        try
        {
            var cursor = new ByteCursor(block.Columns[0]);
            var correlations = new double[block.Rows];
            for (var i = 0; i < correlations.Length; i++)
                correlations[i] = cursor.ReadDouble();
            return correlations;
        }
        catch (InvalidDataException e)
        {
            throw BlockFile.Damaged(name, e);
        }
    }
}
