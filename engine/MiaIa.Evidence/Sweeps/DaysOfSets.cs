using System.Collections;

namespace MiaIa.Evidence.Sweeps;

/// <summary>The profit of each day of each set, as statistics ask for it: a set's days are made when they are asked for, and held by nobody.</summary>
/// <param name="table">Of the sets.</param>
internal sealed class DaysOfSets(SweepTable table) : IReadOnlyList<double[]>
{
    public int Count => table.Sets;

    public double[] this[int index] => table.Cents(index);

    public IEnumerator<double[]> GetEnumerator() => Enumerable.Range(0, table.Sets).Select(table.Cents).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
