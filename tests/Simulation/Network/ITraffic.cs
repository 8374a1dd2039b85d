namespace Simulation.Network;

/// <summary>Looks on at the study's link.</summary>
internal interface ITraffic
{
    /// <summary>The study has sent a frame; whether it arrives is another matter.</summary>
    void FromStudy(byte[] frame);

    /// <summary>A frame has arrived at the study, whose next call reads it.</summary>
    void ToStudy(byte[] frame);
}
