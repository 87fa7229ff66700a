// every kind of layer and directive
Constant Wide 4;
Network sample-net {
  Layer Conv-1 {
    Type: CONV
    Stride { X: 2, Y: 2 }
    Dimensions { N: 2, K: 8, C: 3, R: 3, S: 3, Y: 11, X: 13 }
    Dataflow {
      SpatialMap(1,1) Y';
      TemporalMap(1,1) X';
      TemporalMap(Wide,Wide) K;
      Cluster(Sz(R),P);
      SpatialMap(1,1) Y;
      SpatialMap(1,1) R;
    }
  }
  Layer Depth { Type: DSCONV Dimensions { C 8, R 3, S 3, Y 9, X 9 }
    Dataflow { SpatialMap(1,1) C; TemporalMap(Sz(R),1) Y; TemporalMap(7,5) X } }
  Layer Up { Type: TRCONV Dimensions { K 4, C 8, R 4, S 2, Y 9, X 9 }
    Dataflow { SpatialMap(1,1) K; TemporalMap(5,2) Y; Cluster(2,P); SpatialMap(1,1) C } }
  Layer Product { Type: GEMM Dimensions { M 8, N 9, K 10 }
    Dataflow { TemporalMap(2,2) N; SpatialMap(1,1) M; Cluster(5,P); SpatialMap(1,1) K } }
}
