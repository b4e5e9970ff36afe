import Foundation
import Scattering
import TestSupport
import Testing

@testable import Theory

/// Bounds from covers, by hand.
@Suite struct RobustnessBoundTests {
  static let bound = RobustnessBound(classCount: 3, trainCount: 400, dimension: 4, confidence: 0.05)

  /// Diameter 2, so margins are rounded down to 2 / 2^i: 0.6 to 0.5, i = 2. All in plain numbers: 1 of 10 margins is given up, N = 5.
  @Test func aBoundInPlainNumbers() throws {
    let margins = [-1, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.3, 1.4]
    let found = try #require(
      Self.bound.bound(.spectral, .cube, margins: margins, discardedShare: 0, isProven: true) { radius in
        #expect(radius == 0.25)
        return log(5)
      })
    #expect(found.margin == 0.5 && found.share == 0.1)
    let root = ((2 * log(2) * 3 * 5 + 2 * log(2 * 3 / 0.05)) / 400).squareRoot()
    #expect(abs(pow(10, found.logBound) - (0.1 + root)) < 1e-12)
    #expect(!found.isVacuous && found.isProven)
  }

  /// A margin that is a power itself is not above it: the next is taken, so that the image counts.
  @Test func marginsAreStrictlyAbove() throws {
    let found = try #require(
      Self.bound.bound(.spectral, .cube, margins: [0.5, 0.5], discardedShare: 0, isProven: true) { _ in 0 })
    #expect(found.margin == 0.25 && found.share == 0)
    #expect(
      Self.bound.bound(.spectral, .cube, margins: [0, -1], discardedShare: 0, isProven: true) { _ in 0 }
        == nil)
  }

  /// Giving up a share of margins raises the margin, and their share is paid.
  @Test func sacrificesArePaid() throws {
    let margins = [0.01, 0.9, 0.9, 0.9]
    let all = try #require(
      Self.bound.bound(.spectral, .cube, margins: margins, discardedShare: 0, isProven: true) { _ in 0 })
    let most = try #require(
      Self.bound.bound(.spectral, .cube, margins: margins, discardedShare: 0.25, isProven: true) { _ in 0 })
    #expect(all.share == 0 && most.share == 0.25 && most.margin > all.margin)
  }

  /// Bounds that overflow are vacuous and stay finite in logarithms: a cube of 784 samples at margin 1/16.
  @Test func hugeCoversStayFinite() throws {
    let bound = RobustnessBound(classCount: 10, trainCount: 60000, dimension: 784, confidence: 0.05)
    let found = try #require(
      bound.bound(
        .spectral, .cube, margins: [0.1], discardedShare: 0, isProven: true, logCover: bound.cubeCover))
    #expect(found.isVacuous && found.logBound.isFinite && found.logBound > 1000)
    #expect(abs(found.logCover - 784 * log((28 / found.margin).rounded(.up))) < 1e-9)
  }

  /// The grid covers: two intervals of radius 1/4 for [0, 1], and no fewer than the volume asks for in the plane.
  @Test func cubeCovers() {
    func cover(_ dimension: Int, _ radius: Double) -> Double {
      let bound = RobustnessBound(classCount: 2, trainCount: 1, dimension: dimension, confidence: 0.5)
      return exp(bound.cubeCover(radius: radius))
    }
    #expect(abs(cover(1, 0.25) - 2) < 1e-12)
    // Squares of diameter 1/4 have a side of 0.177: 6 along an axis.
    #expect(abs(cover(2, 0.125) - 36) < 1e-9)
    for radius in [0.1, 0.03] { #expect(cover(2, radius) >= 1 / (.pi * radius * radius)) }
  }

  /// More training images and wider margins make bounds smaller.
  @Test func boundsFall() throws {
    func log(_ count: Int, _ margin: Double) throws -> Double {
      let bound = RobustnessBound(classCount: 10, trainCount: count, dimension: 64, confidence: 0.05)
      return try #require(
        bound.bound(
          .spectral, .cube, margins: [margin], discardedShare: 0, isProven: true, logCover: bound.cubeCover)
      ).logBound
    }
    #expect(try log(1000, 0.5) - log(100_000, 0.5) > 0.999)
    #expect(try log(1000, 0.3) > log(1000, 0.6))
  }
}
