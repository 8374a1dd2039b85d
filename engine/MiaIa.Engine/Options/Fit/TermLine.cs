namespace MiaIa.Engine.Options;

/// <summary>A straight line between two expiries.</summary>
internal static class TermLine
{
    /// <summary>The value at x on the line through (x0, y0) and (x1, y1); y0 when both stand at one place.</summary>
    public static double At(double x, double x0, double y0, double x1, double y1) => x1 > x0 ? y0 + ((y1 - y0) * (x - x0) / (x1 - x0)) : y0;
}
