namespace MiaIa.Engine.Options;

/// <summary>
/// How a sum of bells is carried from evenly spaced nodes to the places of the grid: rows are sorted into classes by their slope, each with the spacing that its
/// narrowest bell allows, and six nodes around a place give the value there. Made once for a grid; places are in ln S from the grid's spot.
/// </summary>
internal sealed class GridStencils
{
    /// <summary>Nodes that a place is made of.</summary>
    public const int Nodes = 6;

    /// <summary>Classes whose sums are carried over; narrower rows are summed at the places themselves.</summary>
    public const int Classes = 16;

    private const int NodesBefore = 2;

    // Spacing of the nodes in standard deviations of the narrowest bell of a class.
    private const double Spacing = 0.5;

    // The key of a slope: its exponent and the highest bit of its mantissa, so that a class spans a factor of 1.5 or 1.33.
    private const int KeyBits = 51;
    private static readonly int FirstKey = (int)(BitConverter.DoubleToInt64Bits(0.5) >> KeyBits);

    private readonly double[][] _weights = new double[Classes][];
    private readonly int[][] _firstNodes = new int[Classes][];

    public GridStencils(OptionAnalyticsOptions options)
    {
        Places = new double[options.GridPoints];
        for (var k = 0; k < Places.Length; k++)
            Places[k] = Math.Log(options.GridFrom + (k * options.GridStep));
        for (var c = 0; c < Classes; c++)
            Fill(c);
    }

    /// <summary>ln of each place of the grid over the grid's spot.</summary>
    public double[] Places { get; }

    /// <summary>
    /// How far a value made of six nodes can be off, as a share of Σ|weight| of the class: the sixth derivative of a bell is at most 15 of its height, and
    /// the product of the six distances at most 3.516 spacings to the sixth.
    /// </summary>
    public static double CarryError { get; } = 15 * 3.516 / 720 * Math.Pow(Spacing, 6);

    /// <summary>How far nodes reach beyond the grid: three spacings of the widest class.</summary>
    public static double ReachBeyond { get; } = 3 * SpacingOf(0);

    /// <summary>What an error of the nodes can grow to: the sum of the six weights without their signs.</summary>
    public const double Growth = 1.4;

    /// <summary>The class of a row; <see cref="Classes"/> = too narrow for any.</summary>
    public static int ClassOf(double slope) => Math.Clamp((int)(BitConverter.DoubleToInt64Bits(slope) >> KeyBits) - FirstKey, 0, Classes);

    /// <summary>The slope that no row of a class reaches.</summary>
    public static double SlopeMaxOf(int @class) => BitConverter.Int64BitsToDouble((long)(FirstKey + @class + 1) << KeyBits);

    /// <summary>How many nodes a class has.</summary>
    public int NodesOf(int @class) => _firstNodes[@class][^1] + Nodes;

    /// <summary>A node of a class, in ln S from the grid's spot.</summary>
    public double NodeOf(int @class, int node) => Places[0] + ((node - NodesBefore) * SpacingOf(@class));

    /// <summary>Adds a class's sums at its nodes to the places.</summary>
    public void Carry(int @class, ReadOnlySpan<double> atNodes, Span<double> atPlaces)
    {
        var (weights, firsts) = (_weights[@class], _firstNodes[@class]);
        for (var k = 0; k < firsts.Length; k++)
        {
            var nodes = atNodes.Slice(firsts[k], Nodes);
            var six = weights.AsSpan(Nodes * k, Nodes);
            atPlaces[k] +=
                (six[0] * nodes[0])
                + (six[1] * nodes[1])
                + (six[2] * nodes[2])
                + (six[3] * nodes[3])
                + (six[4] * nodes[4])
                + (six[5] * nodes[5]);
        }
    }

    private static double SpacingOf(int @class) => Spacing * VectorNormalDensity.Scale / SlopeMaxOf(@class);

    private void Fill(int @class)
    {
        _weights[@class] = new double[Nodes * Places.Length];
        _firstNodes[@class] = new int[Places.Length];
        for (var k = 0; k < Places.Length; k++)
        {
            var steps = (Places[k] - Places[0]) / SpacingOf(@class);
            var below = (int)Math.Floor(steps);
            _firstNodes[@class][k] = below;
            for (var i = 0; i < Nodes; i++)
            {
                var weight = 1.0;
                for (var j = 0; j < Nodes; j++)
                {
                    if (j != i)
                        weight *= (steps - below + NodesBefore - j) / (i - j);
                }

                _weights[@class][(Nodes * k) + i] = weight;
            }
        }
    }
}
