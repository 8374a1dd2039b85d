namespace MiaIa.Engine.Options;

/// <summary>What one strike carries over all live expiries, in dollars per 1 % of the index. Net is the sum of calls and puts.</summary>
/// <param name="Strike">In index points.</param>
/// <param name="CallUsd">Of calls, by open interest.</param>
/// <param name="PutUsd">Of puts, by open interest.</param>
/// <param name="FirstCallUsd">Of calls of the first live date, by open interest.</param>
/// <param name="FirstPutUsd">Of puts of the first live date, by open interest.</param>
/// <param name="VolumeCallUsd">Of calls, by today's volume.</param>
/// <param name="VolumePutUsd">Of puts, by today's volume.</param>
public readonly record struct StrikeExposure(
    double Strike,
    double CallUsd,
    double PutUsd,
    double FirstCallUsd,
    double FirstPutUsd,
    double VolumeCallUsd,
    double VolumePutUsd
);

/// <summary>What one strike of one expiry carries by open interest, in dollars per 1 % of the index.</summary>
/// <param name="Strike">In index points.</param>
/// <param name="Expiry">Its place among the chain's expiries.</param>
/// <param name="CallUsd">Of the call.</param>
/// <param name="PutUsd">Of the put.</param>
public readonly record struct CellExposure(double Strike, int Expiry, double CallUsd, double PutUsd)
{
    /// <summary>Calls and puts without their signs.</summary>
    public double Gross => Math.Abs(CallUsd) + Math.Abs(PutUsd);
}
