Network shapes {
Layer A { Type: CONV Stride { X: 1, Y: 1 } Dimensions { K: 4, C: 2, R: 3, S: 3, Y: 8, X: 8 } }
Layer B { Type: GEMM Dimensions { M: 4, N: 2, K: 3 } }
}
